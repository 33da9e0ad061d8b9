/** Values of the tree as compiled expressions: constants in place, words typed, names resolved. */
import type { Expression, Root, TextPart } from '../model/expression.ts'
import { readTime } from '../model/read-text.ts'
import { isSeverity } from '../model/severity.ts'
import type { Value } from '../model/value.ts'
import type * as ast from '../syntax/ast.ts'
import { CompileFailure } from './failure.ts'
import { isFunction } from './functions.ts'
import type { Scope } from './scope.ts'

const roots: readonly Root[] = ['alert', 'label', 'metadata', 'incident', 'meta', 'run', 'error', 'request']
const isRoot = (word: string): word is Root => (roots as readonly string[]).includes(word)

/** @param within constants being put in place, to end a cycle that check has missed */
export function compileValue(value: ast.Value, scope: Scope, within: readonly string[] = []): Expression {
  const inner = (of: ast.Value): Expression => compileValue(of, scope, within)
  switch (value.kind) {
    case 'number':
    case 'boolean':
      return { kind: 'literal', value: value.value }
    case 'none':
      return { kind: 'literal', value: null }
    case 'percent':
      return { kind: 'literal', value: { $: 'percent', value: value.value } }
    case 'duration':
      return { kind: 'literal', value: { $: 'duration', ms: value.ms } }
    case 'size':
      return { kind: 'literal', value: { $: 'size', bytes: value.bytes } }
    case 'handle':
      return { kind: 'literal', value: { $: 'handle', name: value.name } }
    case 'date':
    case 'datetime': {
      const ms = readTime(value.text)
      if (ms === null) throw new CompileFailure(scope.file, value.at, `${value.text} is no date`)
      return { kind: 'literal', value: { $: 'time', ms } }
    }
    case 'text':
      return compileText(value, scope, within)
    case 'path':
      return compilePath(value, scope, within)
    case 'ref':
      return compileName(value, scope, within)
    case 'call':
      return callOf(value.name, value.args.map(inner), value.at, scope)
    case 'list':
      return folded({ kind: 'list', items: value.items.map(inner) })
    case 'map':
      return folded({
        kind: 'map',
        entries: value.entries.map((entry) => ({ key: entry.key, value: inner(entry.value) })),
      })
    case 'sum':
      return { kind: 'sum', op: value.op, left: inner(value.left), right: inner(value.right), at: value.at }
  }
}

/** A text without holes is a literal. */
export function compileText(text: ast.Text, scope: Scope, within: readonly string[] = []): Expression {
  const parts = text.parts.map((part): TextPart => {
    if (part.kind === 'characters') return part.text
    const filters = part.filters.map(({ name, args, at }) => {
      if (!isFunction(name.text)) throw new CompileFailure(scope.file, at, `unknown filter ${name.text}`)
      return { name: name.text, args: args.map((argument) => compileValue(argument, scope, within)) }
    })
    return { value: compileValue(part.value, scope, within), filters, at: part.at }
  })
  if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join('') }
  return { kind: 'text', parts }
}

type Path = Expression & { readonly kind: 'path' }

/** A path that starts at a root or at a name of the run; used where nothing else may stand. */
export function compileRootPath({ segments, at }: ast.Path): Path {
  const [first, ...rest] = segments
  return typeof first === 'string' && isRoot(first)
    ? { kind: 'path', root: first, segments: rest, at }
    : { kind: 'path', root: 'names', segments, at }
}

function compilePath(path: ast.Path, scope: Scope, within: readonly string[]): Expression {
  const compiled = compileRootPath(path)
  const [name, ...rest] = compiled.segments
  if (compiled.root !== 'names' || typeof name !== 'string') return compiled
  const constant = constantOf(name, path.at, scope, within)
  return constant ? memberOf(constant, rest, path, scope) : compiled
}

/** Severity words are reserved (D97); what is no constant is a name of the run: variable, parameter, step result. */
function compileName({ name, at }: ast.NameRef, scope: Scope, within: readonly string[]): Expression {
  if (isSeverity(name)) return { kind: 'literal', value: { $: 'severity', severity: name } }
  return constantOf(name, at, scope, within) ?? { kind: 'path', root: 'names', segments: [name], at }
}

function constantOf(name: string, at: ast.Path['at'], scope: Scope, within: readonly string[]): Expression | null {
  const found = scope.find('const', name)
  if (!found) return null
  const known = scope.constants.get(found.declaration)
  if (known) return known
  const key = `${found.scope.file}\n${name}`
  if (within.includes(key)) throw new CompileFailure(scope.file, at, `constant ${name} is made of itself`)
  const compiled = compileValue(found.declaration.value, found.scope, [...within, key])
  scope.constants.set(found.declaration, compiled)
  return compiled
}

function memberOf(
  constant: Expression,
  segments: readonly (string | number)[],
  path: ast.Path,
  scope: Scope,
): Expression {
  let value = constant
  for (const segment of segments) {
    const next: Value | undefined =
      value.kind === 'literal' &&
      typeof value.value === 'object' &&
      value.value !== null &&
      Object.hasOwn(value.value, segment)
        ? (value.value as { readonly [key: string]: Value })[segment]
        : undefined
    if (next === undefined) throw new CompileFailure(scope.file, path.at, `the constant has no member ${segment}`)
    value = { kind: 'literal', value: next }
  }
  return value
}

function callOf(name: ast.Name, args: readonly Expression[], at: ast.Call['at'], scope: Scope): Expression {
  if (!isFunction(name.text)) throw new CompileFailure(scope.file, at, `unknown function ${name.text}`)
  return { kind: 'call', name: name.text, args, at }
}

/** Lists and maps of literals are literals themselves. */
function folded(expression: Expression & { kind: 'list' | 'map' }): Expression {
  if (expression.kind === 'list') {
    const items = expression.items.flatMap((item) => (item.kind === 'literal' ? [item.value] : []))
    return items.length === expression.items.length ? { kind: 'literal', value: items } : expression
  }
  const members = expression.entries.flatMap(({ key, value }) =>
    value.kind === 'literal' ? [[key, value.value] as const] : [],
  )
  return members.length === expression.entries.length
    ? { kind: 'literal', value: Object.fromEntries(members) }
    : expression
}

/** A map whose members are known when it is compiled: a rule's `meta`. */
export function constantMap(map: ast.MapLiteral, scope: Scope): Readonly<Record<string, Value>> {
  const entries = map.entries.map(({ key, value }) => {
    const compiled = compileValue(value, scope)
    if (compiled.kind !== 'literal')
      throw new CompileFailure(
        scope.file,
        value.at,
        `meta.${key} is not constant, and a rule has one meta for all its alerts`,
      )
    return [key, compiled.value] as const
  })
  return Object.fromEntries(entries)
}

/** The members of a `with`. */
export const expressionMap = (map: ast.MapLiteral | null, scope: Scope): Readonly<Record<string, Expression>> =>
  Object.fromEntries((map?.entries ?? []).map(({ key, value }) => [key, compileValue(value, scope)]))
