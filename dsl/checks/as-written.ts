/** Literals that stand where another type is wanted, as they would be written of that type. */
import type { Span } from '../model/span.ts'
import type { Value } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import { plainText } from './file-set.ts'
import type { Type } from './types.ts'

const types: Partial<Record<Value['kind'], Type>> = {
  ...{ number: 'number', percent: 'percent', duration: 'duration', size: 'size', boolean: 'boolean' },
  ...{ date: 'time', datetime: 'time' },
}

/** No literal is longer, nor has any of these. */
const longest = 40
const never = /["'`{}[\]()#\n\r]/u

/** The literal without its quotes and its type; null where the text is none of a number, a size, a time … */
function unquoted(value: Value): { readonly text: string; readonly type: Type } | null {
  const text = plainText(value)?.trim() ?? ''
  if (text === '' || text.length > longest || never.test(text)) return null
  const { declarations, problems } = parse(`const x = ${text}`, '')
  const [node] = declarations
  const type = node?.kind === 'const' && declarations.length === 1 ? types[node.value.kind] : undefined
  return type === undefined || problems.length > 0 ? null : { text, type }
}

export interface Rewritten {
  readonly better: string
  readonly fix: { readonly edits: readonly { readonly at: Span; readonly text: string }[]; readonly safe: boolean }
}

const rewritten = (better: string, at: Span): Rewritten => ({
  better,
  fix: { edits: [{ at, text: better }], safe: false },
})

/** `"90%"` as `90%`, where that is of a type which fits; null otherwise. */
export function withoutQuotes(value: Value, fits: (type: Type) => boolean): Rewritten | null {
  const found = unquoted(value)
  return found && fits(found.type) ? rewritten(found.text, value.at) : null
}

const units: Partial<Record<Type, string>> = { percent: '%', duration: 'm' }

/** `5` as `5%`; a bare number of time is taken for minutes. Null for types whose unit nobody can guess. */
export function withUnit(value: Value, wanted: Type): Rewritten | null {
  const unit = units[wanted]
  return value.kind === 'number' && unit !== undefined ? rewritten(`${value.value}${unit}`, value.at) : null
}
