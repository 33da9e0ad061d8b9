/** The rule files that the editor shows, with those beside them on disk. */
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Known } from '../../dsl/checks/index.ts'
import { openProject, type Project, withoutFile, withText } from '../../dsl/service/project.ts'
import { pathOf, uriOf } from './paths.ts'
import { readRuleFolder, readText, usedBy } from './rule-folder.ts'

export class Workspace {
  #project: Project
  readonly #open = new Set<string>()
  /** For lines and columns; made when asked for, dropped when the text changes. */
  readonly #documents = new Map<string, TextDocument>()

  constructor(known: Known) {
    this.#project = openProject([], known)
  }
  get project(): Project {
    return this.#project
  }
  set known(known: Known) {
    this.#project = { ...this.#project, known }
  }

  /** What is open in the editor counts; the disk for all else. */
  async readFolder(folder: string): Promise<void> {
    for (const [path, text] of await readRuleFolder(folder)) if (!this.#open.has(path)) this.#put(path, text)
  }
  async opened(uri: string, text: string): Promise<void> {
    const path = pathOf(uri)
    this.#open.add(path)
    this.#put(path, text)
    await this.#readUsed(path)
  }
  changed(uri: string, text: string): void {
    this.#put(pathOf(uri), text)
  }
  /** A file that is closed is what is on disk again. */
  async closed(uri: string): Promise<void> {
    this.#open.delete(pathOf(uri))
    await this.changedOnDisk(uri)
  }
  async changedOnDisk(uri: string): Promise<void> {
    const path = pathOf(uri)
    if (this.#open.has(path)) return
    const text = path.startsWith('/') ? await readText(path) : null
    // It may have been opened while the disk answered.
    if (this.#open.has(path)) return
    if (text !== null) this.#put(path, text)
    else {
      this.#documents.delete(path)
      this.#project = withoutFile(this.#project, path)
    }
  }

  document(path: string): TextDocument {
    const text = this.#project.texts.get(path) ?? ''
    const known = this.#documents.get(path)
    if (known && known.getText() === text) return known
    const made = TextDocument.create(uriOf(path), 'tocsin', 0, text)
    this.#documents.set(path, made)
    return made
  }

  #put(path: string, text: string): void {
    this.#project = withText(this.#project, path, text)
  }
  /** Files outside the folder that a file uses, and those that they use. */
  async #readUsed(path: string): Promise<void> {
    const queue = [path]
    for (const one of queue) {
      const file = this.#project.files.get(one)
      for (const used of file ? usedBy(file) : []) {
        if (this.#project.files.has(used) || queue.length > 1_000) continue
        const text = await readText(used)
        if (text === null || this.#project.files.has(used)) continue
        this.#put(used, text)
        queue.push(used)
      }
    }
  }
}
