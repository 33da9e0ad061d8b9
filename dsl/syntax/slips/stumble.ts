/** The place at which reading stopped, as the finders of slips see it. */
import type { Expected } from '../earley.ts'
import type { Fault } from '../fault.ts'
import { leadsOn } from '../proven.ts'
import type { TokenType, Word } from '../token.ts'

export interface Stumble {
  /** The word that could not be taken. */
  readonly word: Word
  /** Its place in `piece`. */
  readonly at: number
  /** The words of the declaration. */
  readonly piece: readonly Word[]
  readonly before: Word | undefined
  readonly after: Word | undefined
  readonly takes: (type: TokenType) => boolean
  readonly takesWord: (literal: string) => boolean
  /** The fixed words that could stand there. */
  readonly literals: readonly string[]
  /** The one thing that could stand there, when it is a fixed word. */
  readonly only: string | null
  /** Reading goes on past this place with the fix. */
  readonly leadsOn: (fix: Fault['fix'] | null) => boolean
}

export function stumbleAt(word: Word, expected: readonly Expected[], piece: readonly Word[]): Stumble {
  const at = piece.indexOf(word)
  const literals = expected.flatMap((one) => ('literal' in one ? [one.literal] : []))
  const types = new Set(expected.flatMap((one) => ('type' in one ? [one.type] : [])))
  const words = new Set(literals)
  return {
    word,
    at,
    piece,
    before: piece[at - 1],
    after: piece[at + 1],
    takes: (type) => types.has(type),
    takesWord: (literal) => words.has(literal),
    literals,
    only: expected.length === 1 ? (literals[0] ?? null) : null,
    leadsOn: (fix) => fix !== null && fix !== undefined && leadsOn(fix, word.at, piece),
  }
}

/** Two words without a blank between them. */
export const touches = (left: Word | undefined, right: Word | undefined): boolean =>
  left !== undefined && left.at.end === right?.at.start

/** Where in a file one is: told by two words that can begin something there. */
const marks = {
  file: ['rule', 'use'],
  item: ['priority', 'then'],
  step: ['notify', 'sleep'],
  'test item': ['given', 'mock'],
  fact: ['matched', 'ran'],
  clause: ['via', 'retry'],
  comparison: ['==', 'contains'],
  connector: ['and', 'or'],
  event: ['rejected', 'timeout'],
  trigger: ['manual', 'webhook'],
  outcome: ['ok', 'failed'],
  waited: ['ack', 'resolve'],
  schedule: ['rotate', 'during'],
} as const
export type Whereabouts = keyof typeof marks | 'day'

export const isIn = (place: Whereabouts, { takes, takesWord }: Stumble): boolean =>
  place === 'day' ? takes('day') : marks[place].every(takesWord)
