/** What a check asks of the other declarations is written down with the answers: while they stay, so does what it found. */
import type { Declared, FileSet } from '../checks/file-set.ts'
import { originOf } from '../syntax/moved.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

/** Compared with `===`, member by member. */
type Answer = readonly unknown[]
interface Question {
  readonly ask: (set: FileSet) => Answer
  readonly answer: Answer
}

const told = ({ node, keyword, name, parsed }: Declared): Answer => [
  parsed.file,
  ...(node ? [originOf(node)] : [keyword, name]),
]

/** A file by its path, as files are new objects after an edit. */
function inSet(set: FileSet, path: string): ParsedFile | undefined {
  const known = byPath.get(set) ?? new Map(set.files.map((file) => [file.file, file]))
  byPath.set(set, known)
  return known.get(path)
}
const byPath = new WeakMap<FileSet, ReadonlyMap<string, ParsedFile>>()

const same = (a: Answer, b: Answer): boolean => a.length === b.length && a.every((one, index) => one === b[index])

export class Questions {
  readonly #asked = new Map<string, Question>()
  #wasAll = false

  /** True when the answers of this set are those that were given before. */
  stand(set: FileSet): boolean {
    if (this.#wasAll) return false
    for (const { ask, answer } of this.#asked.values()) if (!same(ask(set), answer)) return false
    return true
  }

  /** The set, with every question to it written down here. */
  listenTo(set: FileSet): FileSet {
    const note = (key: string, ask: Question['ask']): void => {
      if (!this.#asked.has(key)) this.#asked.set(key, { ask, answer: ask(set) })
    }
    const all = () => {
      this.#wasAll = true
    }
    return {
      get files() {
        all()
        return set.files
      },
      get declared() {
        all()
        return set.declared
      },
      allSeen: (file) => {
        all()
        return set.allSeen(file)
      },
      seen: (file, name) => {
        note(`seen ${file.file} ${name}`, (now) => {
          const own = inSet(now, file.file)
          return own ? now.seen(own, name).flatMap(told) : [null]
        })
        return set.seen(file, name)
      },
      isIncomplete: (file) => {
        note(`incomplete ${file.file}`, (now) => {
          const own = inSet(now, file.file)
          return own ? [now.isIncomplete(own)] : [null]
        })
        return set.isIncomplete(file)
      },
      firstOf: (keyword, name) => {
        note(`first ${keyword} ${name}`, (now) => {
          const first = now.firstOf(keyword, name)
          return first ? told(first) : []
        })
        return set.firstOf(keyword, name)
      },
      declares: (keyword, name) => {
        note(`declares ${keyword} ${name}`, (now) => [now.declares(keyword, name)])
        return set.declares(keyword, name)
      },
      used: (file, path) => {
        note(`used ${file.file} ${path}`, (now) => {
          const own = inSet(now, file.file)
          return own ? [now.used(own, path) !== null] : [null]
        })
        return set.used(file, path)
      },
      growth: (file, keyword, name) => {
        note(`growth ${file.file} ${keyword} ${name}`, (now) => {
          const own = inSet(now, file.file)
          return own ? Object.values(now.growth(own, keyword, name) ?? {}) : [null]
        })
        return set.growth(file, keyword, name)
      },
    }
  }
}
