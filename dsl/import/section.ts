/** Reads a map of a foreign configuration member by member, and tells of the members that nobody asked for. */
import { nearest } from '../model/nearest.ts'
import type { Located, LocatedEntry, Place, Word } from './located.ts'
import { type Notes, NotImportable } from './notes.ts'

export class Section {
  readonly line: number
  readonly path: string
  /** What it is called in messages: `route`, `slack_configs of "team-x"`. */
  readonly title: string
  readonly #entries: ReadonlyMap<string, readonly LocatedEntry[]>
  readonly #asked = new Set<string>()

  /** @throws {NotImportable} when it is no map; an empty scalar counts as an empty map */
  constructor(node: Located, title: string) {
    if (node.kind !== 'map' && !isEmpty(node)) throw new NotImportable(node.line, `${title} should be a map.`)
    this.line = node.line
    this.path = node.path
    this.title = title
    this.#entries = Map.groupBy(node.kind === 'map' ? node.entries : [], ({ key }) => key)
  }

  /** A scalar; null when it is absent or empty. */
  word(key: string): Word | null {
    const node = this.#take(key)
    if (!node || isEmpty(node)) return null
    if (node.kind !== 'scalar') throw new NotImportable(node.line, `${key} of ${this.title} should be one value.`)
    return { text: node.text, line: node.line, path: node.path }
  }
  /** YAML 1.1's words, as Alertmanager reads them. */
  flag(key: string, fallback: boolean): boolean {
    const word = this.word(key)
    if (!word) return fallback
    if (/^(true|yes|on|y)$/iu.test(word.text)) return true
    if (/^(false|no|off|n)$/iu.test(word.text)) return false
    throw new NotImportable(word.line, `${key} of ${this.title} should be true or false.`)
  }
  /** The items of a list; a single value counts as a list of one. Null when it is absent. */
  items(key: string): readonly Located[] | null {
    const node = this.#take(key)
    if (!node) return null
    return node.kind === 'list' ? node.items : isEmpty(node) ? [] : [node]
  }
  words(key: string): readonly Word[] | null {
    return this.items(key)?.map((item) => wordOf(item, `${key} of ${this.title}`)) ?? null
  }
  /** The words of a list that a merge (`<<`) brought, and of the one that is written. */
  mergedWords(key: string): readonly Word[] {
    this.#asked.add(key)
    const lists = this.#entries.get(key) ?? []
    return lists.flatMap(({ value }) =>
      (value.kind === 'list' ? value.items : [value]).map((item) => wordOf(item, `${key} of ${this.title}`)),
    )
  }
  /** A member that nobody asked for and whose name is nearly this one: perhaps misspelt. */
  nearlyNamed(key: string): string | null {
    return nearest(
      key,
      [...this.#entries.keys()].filter((name) => !this.#asked.has(name)),
    )
  }
  section(key: string): Section | null {
    const node = this.#take(key)
    return node && !isEmpty(node) ? new Section(node, key) : null
  }
  sections(key: string, title = key): readonly Section[] {
    return this.items(key)?.map((item) => new Section(item, title)) ?? []
  }
  /** The members of a map of scalars; those that a merge (`<<`) brought too. */
  mergedPairs(key: string): readonly (readonly [key: string, value: Word])[] {
    this.#asked.add(key)
    const pairs = (this.#entries.get(key) ?? []).flatMap(({ value }) => {
      const section = new Section(value, `${key} of ${this.title}`)
      return section.keys().map((name) => [name, section.word(name) ?? { text: '', ...section.placeOf(name) }] as const)
    })
    return [...new Map(pairs)]
  }
  keys(): readonly string[] {
    return [...this.#entries.keys()]
  }
  /** Of a member's key; of the whole where there is no such member. */
  placeOf(key: string): Place {
    const entry = this.#entries.get(key)?.at(-1)
    return entry ? { line: entry.line, path: entry.value.path } : { line: this.line, path: this.path }
  }
  has(key: string): boolean {
    return this.#entries.has(key)
  }
  /** Members that were not asked for until now are noted as not moved. The value is not told: it may be a secret. */
  leave(notes: Notes, remedy: (key: string) => string): void {
    for (const key of this.#entries.keys())
      if (!this.#asked.has(key)) notes.add('not moved', this.placeOf(key), `${key} of ${this.title}`, remedy(key))
  }

  #take(key: string): Located | null {
    this.#asked.add(key)
    return this.#entries.get(key)?.at(-1)?.value ?? null
  }
}

const isEmpty = (node: Located): boolean => node.kind === 'scalar' && node.text === ''

function wordOf(node: Located, where: string): Word {
  if (node.kind !== 'scalar') throw new NotImportable(node.line, `${where} should be a list of texts.`)
  return { text: node.text, line: node.line, path: node.path }
}
