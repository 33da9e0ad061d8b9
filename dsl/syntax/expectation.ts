/** What could have stood there. */

import { terms } from '../model/catalogue/terms.ts'
import type { Expected } from './earley.ts'
import type { Word } from './token.ts'

const most = 6

/** Sets of words that are one thing to the writer: named when all of `when` could stand there. */
const groups: readonly {
  readonly name: string
  readonly when: readonly string[]
  readonly words: readonly string[]
}[] = [
  {
    name: 'a-declaration',
    when: ['rule', 'use'],
    words: 'edition use const condition window connection channel template schedule inhibit playbook rule test'.split(
      ' ',
    ),
  },
  {
    name: 'a-step',
    when: ['notify', 'sleep'],
    words: 'notify escalate ticket wait approve run call http parallel if for repeat set sleep end'.split(' '),
  },
  {
    name: 'a-clause',
    when: ['via', 'retry'],
    words: 'via using with as level up timeout expires retry verify rollback expect'.split(' '),
  },
  {
    name: 'a-rule-item',
    when: ['priority', 'then'],
    words: 'meta disabled priority on when group dedup throttle suppress then stop'.split(' '),
  },
  {
    name: 'a-test-item',
    when: ['given', 'mock'],
    words: 'at given mock after ack approve reject resolve expect'.split(' '),
  },
  {
    name: 'a-comparison',
    when: ['==', 'contains'],
    words: ['==', '!=', '>=', '<=', '>', '<', 'matches', 'contains', 'starts', 'ends', 'in', 'not', '+', '-'],
  },
]
const startsCondition = new Set(['has', 'during', 'count', 'distinct', '(', '[', '{', 'not'])
const startsValue = new Set(['[', '{'])

/** Ids of terms and words in backticks, most telling first, with `|` between; more than a few are cut short. */
export function describeExpected(expected: readonly Expected[]): string {
  let literals = expected.flatMap((one) => ('literal' in one ? [one.literal] : []))
  const kinds = new Set(expected.flatMap((one) => ('type' in one ? [one.type] : [])))
  const names: string[] = []
  for (const group of groups)
    if (group.when.every((word) => literals.includes(word))) {
      names.push(group.name)
      literals = literals.filter((literal) => !group.words.includes(literal))
    }
  if (kinds.has('hard')) names.push('a-key')
  else if (kinds.has('size') && kinds.has('percent')) {
    const isCondition = literals.includes('has')
    names.push(isCondition ? 'a-condition' : 'a-value')
    literals = literals.filter((literal) => !(isCondition ? startsCondition : startsValue).has(literal))
  } else for (const kind of kinds) if (terms.has(`a-${kind}`)) names.push(`a-${kind}`)
  const isWord = (literal: string) => /^\w/u.test(literal)
  const shown = [...literals.filter(isWord), ...literals.filter((literal) => !isWord(literal))]
  names.push(...shown.map((literal) => `\`${literal}\``))
  return [...names.slice(0, most), ...(names.length > most ? ['…'] : [])].join('|')
}

/** How a word is named to its writer. */
export const describeWord = (word: Word): string => {
  const text = word.text.length > 40 ? `${word.text.slice(0, 39)}…` : word.text
  return word.type === 'string' ? `\`${text.split('\n')[0]}\`` : `\`${text}\``
}
