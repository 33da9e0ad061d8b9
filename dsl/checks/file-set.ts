/** The declarations of all files, and which of them a file sees through `use` (D114). */
import type { Declaration, Value } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { type Growth, growthIn } from './growth.ts'

export interface Declared {
  /** Null where the declaration does not read; its name counts as known. */
  readonly node: Declaration | null
  readonly keyword: string
  readonly name: string
  readonly parsed: ParsedFile
}

export interface FileSet {
  readonly files: readonly ParsedFile[]
  readonly declared: readonly Declared[]
  /** The declarations that `file` sees under a name, its own ones too. */
  readonly seen: (file: ParsedFile, name: string) => readonly Declared[]
  /** Everything that `file` sees. */
  readonly allSeen: (file: ParsedFile) => readonly Declared[]
  /** True when a `use` on the way leads nowhere, or text is broken past knowing: then unknown names prove nothing. */
  readonly isIncomplete: (file: ParsedFile) => boolean
  /** The first declaration of a name in the rule set; rules and tests have names of their own, all else shares one space. */
  readonly firstOf: (keyword: string, name: string) => Declared | null
  /** True when a file of the set, seen or not, declares the name so. */
  readonly declares: (keyword: string, name: string) => boolean
  readonly used: (file: ParsedFile, path: string) => ParsedFile | null
  /** What the constant, condition or playbook that `file` sees under a name comes to with all that it names. */
  readonly growth: (file: ParsedFile, keyword: string, name: string) => Growth | null
}

const nameOf = (node: Declaration): string | null =>
  node.kind === 'use' ? null : node.name.kind === 'name' ? node.name.text : textOf(node.name.parts)

/** A text without holes, as plain characters. */
export const textOf = (parts: readonly { readonly kind: string; readonly text?: string }[]): string =>
  parts.map((part) => part.text ?? '').join('')

/** What a text says, where it has no holes; null for every other value. */
export const plainText = (value: Value): string | null =>
  value.kind === 'text' && value.parts.every((part) => part.kind === 'characters') ? textOf(value.parts) : null

/** `use` is relative to the folder of the file that says it. */
function resolvePath(from: string, path: string): string {
  const segments = path.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}

const space = (keyword: string) => (keyword === 'rule' || keyword === 'test' ? keyword : 'name')

interface OfFile {
  readonly all: readonly Declared[]
  readonly firsts: ReadonlyMap<string, Declared>
  readonly keys: ReadonlySet<string>
}
/** Files that did not change are not gone through again for the next set. */
const ofFiles = new WeakMap<ParsedFile, OfFile>()

function declaredIn(parsed: ParsedFile): OfFile {
  const known = ofFiles.get(parsed)
  if (known) return known
  const all: readonly Declared[] = [
    ...parsed.declarations.flatMap((node) => {
      const name = nameOf(node)
      return name === null ? [] : [{ node, keyword: node.kind, name, parsed }]
    }),
    ...parsed.broken.flatMap(({ keyword, name }) =>
      keyword === null || name === null
        ? []
        : [{ node: null, keyword: keyword === 'channel' ? 'connection' : keyword, name, parsed }],
    ),
  ]
  const firsts = new Map<string, Declared>()
  for (const one of all) {
    const key = `${space(one.keyword)} ${one.name}`
    if (!firsts.has(key)) firsts.set(key, one)
  }
  const made = { all, firsts, keys: new Set(all.map((one) => `${one.keyword} ${one.name}`)) }
  ofFiles.set(parsed, made)
  return made
}

function indexOf(files: readonly ParsedFile[]) {
  const firsts = new Map<string, Declared>()
  const keys = new Set<string>()
  for (const file of files) {
    const own = declaredIn(file)
    for (const [key, one] of own.firsts) if (!firsts.has(key)) firsts.set(key, one)
    for (const key of own.keys) keys.add(key)
  }
  return { firsts, keys }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

export function fileSet(files: readonly ParsedFile[]): FileSet {
  const normal = (path: string) => resolvePath('', path)
  const byPath = new Map(files.map((file) => [normal(file.file), file]))
  const used = (file: ParsedFile, path: string) => byPath.get(resolvePath(normal(file.file), path)) ?? null
  const usesOf = (file: ParsedFile) =>
    file.declarations.flatMap((node) => (node.kind === 'use' ? [used(file, textOf(node.path.parts))] : []))

  const closures = new Map<ParsedFile, ReadonlySet<ParsedFile | null>>()
  const closureOf = (file: ParsedFile): ReadonlySet<ParsedFile | null> => {
    const known = closures.get(file)
    if (known) return known
    const reached = new Set<ParsedFile | null>([file])
    for (const one of reached) if (one) for (const next of usesOf(one)) reached.add(next)
    closures.set(file, reached)
    return reached
  }

  // Made when it is asked for first: with many files a look into each for every name would grow with their square.
  const index = once(() => indexOf(files))
  const firstOf = (keyword: string, name: string) => index().firsts.get(`${space(keyword)} ${name}`) ?? null
  const declares = (keyword: string, name: string) => index().keys.has(`${keyword} ${name}`)
  const seenBy = new Map<ParsedFile, readonly Declared[]>()
  const allSeen = (file: ParsedFile): readonly Declared[] => {
    const known = seenBy.get(file)
    if (known) return known
    const all = [...closureOf(file)].flatMap((one) => (one ? declaredIn(one).all : []))
    seenBy.set(file, all)
    return all
  }
  const names = new Map<ParsedFile, Map<string, Declared[]>>()
  const seen = (file: ParsedFile, name: string): readonly Declared[] => {
    let index = names.get(file)
    if (!index) {
      index = Map.groupBy(allSeen(file), (one) => one.name)
      names.set(file, index)
    }
    return index.get(name) ?? []
  }
  const isIncomplete = (file: ParsedFile): boolean =>
    [...closureOf(file)].some((one) => one === null || one.broken.some((part) => part.name === null))
  const declared = once(() => files.flatMap((file) => declaredIn(file).all))
  const growthOf = growthIn(seen)
  const growth = (file: ParsedFile, keyword: string, name: string): Growth | null => {
    const found = seen(file, name).find((one) => one.node?.kind === keyword)
    return found ? growthOf(found) : null
  }
  return {
    files,
    get declared() {
      return declared()
    },
    seen,
    allSeen,
    isIncomplete,
    firstOf,
    declares,
    used,
    growth,
  }
}
