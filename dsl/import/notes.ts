/** What an import could not carry over as it was. Nothing is dropped without one of these. */
import type { Place } from './located.ts'

/**
 * `not moved`: it has no counterpart. `changed`: it was moved, and means something else now. `not executed`: the language
 * has it and this build can't execute it yet.
 */
export type NoteKind = 'not moved' | 'changed' | 'not executed'

/** Its place is in the file that was imported. */
export interface Note extends Place {
  readonly kind: NoteKind
  readonly what: string
  /** What to do about it. */
  readonly remedy: string
}

/** Collects notes; each is kept once. */
export class Notes {
  readonly #notes = new Map<string, Note>()

  add(kind: NoteKind, { line, path }: Place, what: string, remedy: string): void {
    this.#notes.set(`${path} ${what}`, { kind, line, path, what, remedy })
  }
  /** By line. */
  all(): readonly Note[] {
    return [...this.#notes.values()].sort((a, b) => a.line - b.line)
  }
}

/** The configuration is wrong in itself, so that nothing of it is imported. */
export class NotImportable extends Error {
  override readonly name = 'NotImportable'
  readonly line: number
  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}
