import { createConnection } from 'vscode-languageserver/node'
import { serve } from '../language-server/serve.ts'
import { surroundingNames } from './surrounding-names.ts'
import type { Verb } from './verb.ts'

/** Serves editors by the Language Server Protocol on standard input and output. */
export const lsp: Verb = {
  name: 'lsp',
  summary: 'language server for editors, on standard input and output',
  setUp: (command) => {
    command
      // Editors' clients add it; there is no other way of talking.
      .option('--stdio', 'the default and only way')
      .addHelpText(
        'after',
        '\nThe editor starts it; docs/editors.md shows how. Names from outside come from the settings and the database, as in check.',
      )
      .action(() => {
        const connection = createConnection(process.stdin, process.stdout)
        serve(connection, async () => (await surroundingNames()).known)
      })
  },
}
