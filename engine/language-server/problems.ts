/** Tells the editor of problems: of the file that changed at once, of all others when typing pauses (D75). */
import type { Connection } from 'vscode-languageserver/node'
import type { Locale } from '../../dsl/model/catalogue/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import { diagnostics } from '../../dsl/service/diagnostics.ts'
import { projectProblems } from '../../dsl/service/project-problems.ts'
import { translate } from '../../dsl/service/translate.ts'
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
  /** What all files together tell, as of the last pause; of a file that changed since nothing, as its places moved. */
  #wide = new Map<string, readonly Problem[]>()
  /** The language of the editor. */
  locale: Locale = 'en'

  constructor(connection: Connection, workspace: Workspace) {
    this.#connection = connection
    this.#workspace = workspace
  }

  /** @param path the file that changed; null where none is at hand */
  changed(path: string | null): void {
    if (path !== null) {
      this.#wide.delete(path)
      this.#tell(path)
    }
    clearTimeout(this.#pause ?? undefined)
    this.#pause = setTimeout(() => this.#tellAll(), pauseMs)
  }
  stop(): void {
    clearTimeout(this.#pause ?? undefined)
  }

  #tellAll(): void {
    const { project } = this.#workspace
    const { files } = project
    this.#wide = new Map(projectProblems(project))
    for (const path of files.keys()) this.#tell(path)
    for (const path of this.#told.keys()) if (!files.has(path)) this.#tell(path)
  }
  #tell(path: string): void {
    const document = this.#workspace.document(path)
    const found = [...diagnostics(this.#workspace.project, path), ...(this.#wide.get(path) ?? [])].map((problem) =>
      toDiagnostic(document, translate(problem, this.locale)),
    )
    const told = JSON.stringify(found)
    // A file without problems of which nothing was told needs no word.
    if ((this.#told.get(path) ?? '[]') === told) return
    this.#told.set(path, told)
    void this.#connection.sendDiagnostics({ uri: uriOf(path), diagnostics: found })
  }
}
