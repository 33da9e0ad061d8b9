/** Compiled expressions as they would be written, for titles and explanations. */
import type { Expression, TextPart } from './expression.ts'
import { isList, isTyped } from './kind-of.ts'
import { pathText } from './path-text.ts'
import type { Value } from './value.ts'
import { timeText, valueText } from './value-text.ts'

export function expressionText(expression: Expression): string {
  switch (expression.kind) {
    case 'literal':
      return literalText(expression.value)
    case 'path':
      return pathText(expression)
    case 'text':
      return JSON.stringify(expression.parts.map(textPartText).join(''))
    case 'call':
      return `${expression.name}(${expression.args.map(expressionText).join(', ')})`
    case 'list':
      return `[${expression.items.map(expressionText).join(', ')}]`
    case 'map':
      return `{ ${expression.entries.map(({ key, value }) => `${key}: ${expressionText(value)}`).join(', ')} }`
    case 'sum':
      return `${expressionText(expression.left)} ${expression.op} ${expressionText(expression.right)}`
  }
}

/** Characters as they are, a hole with its path and filters. */
export function textPartText(part: TextPart): string {
  if (typeof part === 'string') return part
  const filters = part.filters.map(({ name, args }) =>
    args.length === 0 ? ` | ${name}` : ` | ${name}(${args.map(expressionText).join(', ').replaceAll('"', "'")})`,
  )
  return `{{${expressionText(part.value)}${filters.join('')}}}`
}

/** A constant as written: texts in quotes, `20GiB`, `5%`, `none`. */
export function literalText(value: Value): string {
  if (value === null) return 'none'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return `[${value.map(literalText).join(', ')}]`
  if (isTyped(value)) return value.$ === 'time' ? dateText(value.ms) : valueText(value)
  const members = Object.entries(value).map(([key, member]) => `${key}: ${literalText(member as Value)}`)
  return `{ ${members.join(', ')} }`
}

/** As literals of time are written: a date, or a date and a time, always UTC. */
const dateText = (ms: number): string =>
  timeText(ms)
    .replace(/T00:00:00Z$/, '')
    .replace(/(T\d\d:\d\d)(?::00)?Z$/, '$1')
    .replace(/Z$/, '')
