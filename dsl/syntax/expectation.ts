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

/** Sets of words that are one thing to the writer: named when all of `when` could stand there. */
const groups: readonly {
  readonly name: string
  readonly when: readonly string[]
  readonly words: readonly string[]
}[] = [
  {
    name: 'a declaration like `rule` or `playbook`',
    when: ['rule', 'use'],
    words: 'edition use const condition window connection channel template schedule inhibit playbook rule test'.split(
      ' ',
    ),
  },
  {
    name: 'a step',
    when: ['notify', 'sleep'],
    words: 'notify escalate ticket wait approve run call http parallel if for repeat set sleep end'.split(' '),
  },
  {
    name: 'a clause like `with` or `timeout`',
    when: ['via', 'retry'],
    words: 'via using with as level up timeout expires retry verify rollback expect'.split(' '),
  },
  {
    name: 'an item of a rule like `when` or `then`',
    when: ['priority', 'then'],
    words: 'meta disabled priority on when group dedup throttle suppress then stop'.split(' '),
  },
  {
    name: 'an item of a test like `given` or `expect`',
    when: ['given', 'mock'],
    words: 'at given mock after ack approve reject resolve expect'.split(' '),
  },
  {
    name: 'a comparison',
    when: ['==', 'contains'],
    words: ['==', '!=', '>=', '<=', '>', '<', 'matches', 'contains', 'starts', 'ends', 'in', 'not', '+', '-'],
  },
]
const startsCondition = new Set(['has', 'during', 'count', 'distinct', '(', '[', '{', 'not'])
const startsValue = new Set(['[', '{'])

/** What could have stood there, most telling first; more than a few are cut short. */
export function describeExpected(expected: readonly Expected[]): string {
  let literals = expected.flatMap((one) => ('literal' in one ? [one.literal] : []))
  const kinds = new Set(expected.flatMap((one) => ('type' in one ? [one.type] : [])))
  const names: string[] = []
  for (const group of groups)
    if (group.when.every((word) => literals.includes(word))) {
      names.push(group.name)
      literals = literals.filter((literal) => !group.words.includes(literal))
    }
  if (kinds.has('hard')) names.push('a key')
  else if (kinds.has('size') && kinds.has('percent')) {
    const isCondition = literals.includes('has')
    names.push(isCondition ? 'a condition' : 'a value')
    literals = literals.filter((literal) => !(isCondition ? startsCondition : startsValue).has(literal))
  } else for (const kind of kinds) names.push(...(types[kind] ? [types[kind]] : []))
  const isWord = (literal: string) => /^\w/u.test(literal)
  const shown = [...literals.filter(isWord), ...literals.filter((literal) => !isWord(literal))]
  names.push(...shown.map((literal) => `\`${literal}\``))
  const listed = names.slice(0, most)
  if (listed.length < 2) return listed[0] ?? ''
  return names.length > most ? `one of ${listed.join(', ')} …` : `${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}`
}

/** How a word is named to its writer. */
export const describeWord = (word: Word): string => {
  const text = word.text.length > 40 ? `${word.text.slice(0, 39)}…` : word.text
  return word.type === 'string' ? `the text ${text.split('\n')[0]}` : `\`${text}\``
}
