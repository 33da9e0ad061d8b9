/** Which declarations a file sees: its own and those of the files it uses, and that these use, and so on (D114). */
import type { Expression } from '../model/expression.ts'
import type { Declaration } from '../syntax/ast.ts'

/** What `compile` needs of a parsed file. */
export interface SourceFile {
  /** Path with slashes. */
  readonly file: string
  readonly declarations: readonly Declaration[]
}

type Named = 'const' | 'condition' | 'template' | 'window' | 'playbook'

export interface Found<K extends Named> {
  readonly declaration: Extract<Declaration, { kind: K }>
  /** Where it was declared: its own names are looked up there. */
  readonly scope: Scope
}
export interface Scope {
  readonly file: string
  /** Constants that were put in place before, by their declaration: all that name one share its value. */
  readonly constants: Map<Declaration, Expression>
  find<K extends Named>(kind: K, name: string): Found<K> | null
}

/** @returns the scope of each file; files that are used but not given count as empty */
export function scopesOf(files: readonly SourceFile[]): (file: string) => Scope {
  const byPath = new Map(files.map((source) => [source.file, source]))
  const scopes = new Map<string, Scope>()
  const constants = new Map<Declaration, Expression>()
  const scopeOf = (file: string): Scope => {
    const known = scopes.get(file)
    if (known) return known
    const index = once(() => indexOf(closure(file, byPath)))
    const scope: Scope = {
      file,
      constants,
      find<K extends Named>(kind: K, name: string): Found<K> | null {
        const found = index().get(`${kind} ${name.normalize('NFC')}`)
        return found && isNamed(found.declaration, kind)
          ? { declaration: found.declaration, scope: scopeOf(found.file) }
          : null
      },
    }
    scopes.set(file, scope)
    return scope
  }
  return scopeOf
}

interface Visible {
  readonly declaration: Declaration
  readonly file: string
}

/** By kind and name the first that is seen. */
function indexOf(visible: readonly SourceFile[]): ReadonlyMap<string, Visible> {
  const index = new Map<string, Visible>()
  for (const { file, declarations } of visible)
    for (const declaration of declarations) {
      if (declaration.kind === 'use' || declaration.name.kind !== 'name') continue
      const key = `${declaration.kind} ${declaration.name.text.normalize('NFC')}`
      if (!index.has(key)) index.set(key, { declaration, file })
    }
  return index
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const isNamed = <K extends Named>(
  declaration: Declaration,
  kind: K,
): declaration is Extract<Declaration, { kind: K }> & { name: { text: string } } => declaration.kind === kind

/** The file itself first, then what it uses, and what that uses; files that are used but not given are left out. */
export const filesSeenBy = <File extends SourceFile>(file: string, files: readonly File[]): readonly File[] =>
  closure(file, new Map(files.map((source) => [source.file, source])))

/** The file itself first; a cycle ends where it began. */
function closure<File extends SourceFile>(file: string, byPath: ReadonlyMap<string, File>): readonly File[] {
  const seen = new Set<string>()
  const found: File[] = []
  const visit = (path: string): void => {
    const source = byPath.get(path)
    if (!source || seen.has(path)) return
    seen.add(path)
    found.push(source)
    for (const declaration of source.declarations)
      if (declaration.kind === 'use') visit(usedPath(path, literalPath(declaration.path.parts)))
  }
  visit(file)
  return found
}

const literalPath = (parts: readonly { readonly kind: string; readonly text?: string }[]): string =>
  parts.map((part) => part.text ?? '').join('')

/** `../shared.rule` as written in `team/a.rule` is `shared.rule`. */
function usedPath(from: string, written: string): string {
  const segments = written.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const segment of written.split('/')) {
    if (segment === '..') segments.pop()
    else if (segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}
