/** What could have stood there, in words. */
import type { Expected } from './earley.ts'
import type { TokenType, Word } from './token.ts'

const types: Readonly<Partial<Record<TokenType, string>>> = {
  string: 'a text in quotes',
  regex: 'a pattern like `/disk.*/`',
  datetime: 'a moment like `2026-01-31T09:00`',
  date: 'a date like `2026-01-31`',
  time: 'a time like `09:00`',
  duration: 'a duration like `15m`',
  size: 'a size like `20GiB`',
  percent: 'a percentage like `5%`',
  number: 'a number',
  handle: 'a handle like `@team`',
  path: 'a path like `label.host`',
  ident: 'a name',
  day: 'a day like `mon`',
  bool: '`true`, `false` or `none`',
}
const most = 6

/** The words wanted, most telling first: kinds of value are one thing when all of them would do. */
export function describeExpected(expected: readonly Expected[]): string {
  const literals = expected.flatMap((one) => ('literal' in one ? [one.literal] : []))
  const kinds = new Set(expected.flatMap((one) => ('type' in one ? [one.type] : [])))
  const names: string[] = []
  const isKey = kinds.has('hard')
  if (isKey) names.push('a key')
  else if (kinds.has('size') && kinds.has('percent')) {
    names.push(literals.includes('has') ? 'a condition' : 'a value')
  } else for (const kind of kinds) if (types[kind]) names.push(types[kind])
  const isExpression = names[0] === 'a condition' || names[0] === 'a value'
  const inside = new Set(['has', 'during', 'count', 'distinct', '(', '[', '{', 'not'])
  const shown = literals.filter((literal) => !(isExpression && inside.has(literal)))
  const order = (literal: string) => (/^\w/u.test(literal) ? 0 : 1)
  names.push(...shown.sort((a, b) => order(a) - order(b)).map((literal) => `\`${literal}\``))
  const listed = names.slice(0, most)
  const rest = names.length > most ? ' …' : ''
  if (listed.length < 2) return listed[0] ?? ''
  return rest ? `one of ${listed.join(', ')}${rest}` : `${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`
}

/** How a word is named to its writer. */
export const describeWord = (word: Word): string => {
  const text = word.text.length > 40 ? `${word.text.slice(0, 39)}…` : word.text
  return word.type === 'string' ? `the text ${text.split('\n')[0]}` : `\`${text}\``
}
