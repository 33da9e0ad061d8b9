/** Tells the editor of problems: of the file that changed at once, of all others when typing pauses (D75). */
import type { Connection } from 'vscode-languageserver/node'
import { diagnostics } from '../../dsl/service/diagnostics.ts'
import { uriOf } from './paths.ts'
import { toDiagnostic } from './to-lsp.ts'
import type { Workspace } from './workspace.ts'

const pauseMs = 300

export class Problems {
  readonly #connection: Connection
  readonly #workspace: Workspace
  /** What was told last, by path: the same is not told again. */
  readonly #told = new Map<string, string>()
  #pause: NodeJS.Timeout | null = null

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection
    this.#workspace = workspace
  }

  /** @param path the file that changed; null where none is at hand */
  changed(path: string | null): void {
    if (path !== null) this.#tell(path)
    clearTimeout(this.#pause ?? undefined)
    this.#pause = setTimeout(() => this.#tellAll(), pauseMs)
  }
  stop(): void {
    clearTimeout(this.#pause ?? undefined)
  }

  #tellAll(): void {
    const { files } = this.#workspace.project
    for (const path of files.keys()) this.#tell(path)
    for (const path of this.#told.keys()) if (!files.has(path)) this.#tell(path)
  }
  #tell(path: string): void {
    const document = this.#workspace.document(path)
    const found = diagnostics(this.#workspace.project, path).map((problem) => toDiagnostic(document, problem))
    const told = JSON.stringify(found)
    // A file without problems of which nothing was told needs no word.
    if ((this.#told.get(path) ?? '[]') === told) return
    this.#told.set(path, told)
    void this.#connection.sendDiagnostics({ uri: uriOf(path), diagnostics: found })
  }
}
