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

type Ask = Question['ask']

/** Of a file by its path: what is kept of a question may not hold the project that it was asked in, which is a whole text more. */
const ofFile =
  (path: string, ask: (set: FileSet, file: ParsedFile) => Answer): Ask =>
  (set) => {
    const file = inSet(set, path)
    return file ? ask(set, file) : [null]
  }
const asks = {
  seen: (path: string, name: string) => ofFile(path, (set, file) => set.seen(file, name).flatMap(told)),
  isIncomplete: (path: string) => ofFile(path, (set, file) => [set.isIncomplete(file)]),
  used: (path: string, other: string) => ofFile(path, (set, file) => [set.used(file, other) !== null]),
  growth: (path: string, keyword: string, name: string) =>
    ofFile(path, (set, file) => Object.values(set.growth(file, keyword, name) ?? {})),
  firstOf:
    (keyword: string, name: string): Ask =>
    (set) => {
      const first = set.firstOf(keyword, name)
      return first ? told(first) : []
    },
  declares:
    (keyword: string, name: string): Ask =>
    (set) => [set.declares(keyword, name)],
} as const

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
    const note = (key: string, ask: Ask): void => {
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
        note(`seen ${file.file} ${name}`, asks.seen(file.file, name))
        return set.seen(file, name)
      },
      isIncomplete: (file) => {
        note(`incomplete ${file.file}`, asks.isIncomplete(file.file))
        return set.isIncomplete(file)
      },
      firstOf: (keyword, name) => {
        note(`first ${keyword} ${name}`, asks.firstOf(keyword, name))
        return set.firstOf(keyword, name)
      },
      declares: (keyword, name) => {
        note(`declares ${keyword} ${name}`, asks.declares(keyword, name))
        return set.declares(keyword, name)
      },
      used: (file, path) => {
        note(`used ${file.file} ${path}`, asks.used(file.file, path))
        return set.used(file, path)
      },
      growth: (file, keyword, name) => {
        note(`growth ${file.file} ${keyword} ${name}`, asks.growth(file.file, keyword, name))
        return set.growth(file, keyword, name)
      },
    }
  }
}
