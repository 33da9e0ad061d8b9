/** An editor that talks to `tocsin lsp` over its standard input and output, as VS Code does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import {
  createProtocolConnection,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node'

const main = join(import.meta.dirname, '../../../engine/cli/main.ts')

export interface Editor {
  readonly connection: ProtocolConnection
  readonly child: ChildProcess
  /** The newest problems of each file, by URI. */
  readonly problems: ReadonlyMap<string, PublishDiagnosticsParams['diagnostics']>
  readonly exited: Promise<number | null>
  open(uri: string, text: string): Promise<void>
  close(): Promise<void>
}

/**
 * @param cwd where the server runs; its settings and database are looked for there
 * @param locale the language in which the editor is used
 */
export async function startEditor(cwd: string, rootUri: string | null, locale = 'en'): Promise<Editor> {
  const child = spawn(process.execPath, [main, 'lsp', '--stdio'], {
    cwd,
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, TOCSIN_DATA_DIR: cwd },
  })
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  )
  const problems = new Map<string, PublishDiagnosticsParams['diagnostics']>()
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    problems.set(uri, diagnostics)
  })
  connection.listen()
  await connection.sendRequest('initialize', { processId: process.pid, rootUri, locale, capabilities: {} })
  await connection.sendNotification('initialized', {})
  return {
    connection,
    child,
    problems,
    exited,
    open: (uri, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'tocsin', version: 1, text },
      }),
    async close() {
      if (child.exitCode === null) {
        await connection.sendRequest('shutdown')
        await connection.sendNotification('exit')
      }
      await exited
      connection.dispose()
    },
  }
}
