/**
 * The functions of interpolation and expressions, by name: `age(alert.started_at)`, `alert.severity | upper`. A filter is
 * the same function with the piped value as its first argument. Names and what they take only, so that checks, completion
 * and the reference page read one table; what they do is in `call.ts`.
 */

/**
 * What a parameter makes something of; of anything else `call.ts` makes nothing. `word`: a text and what reads as one;
 * `measure`: a number or a percent; `many`: a text, list or map.
 */
export type Taken = 'any' | 'text' | 'number' | 'time' | 'list' | 'word' | 'measure' | 'many' | 'zone'

export interface FunctionSignature {
  readonly min: number
  readonly max: number
  /** By position, as many as `max`. */
  readonly takes: readonly Taken[]
  /** For people, in one line. */
  readonly does: string
}

export const functions = {
  age: { min: 1, max: 1, takes: ['time'], does: 'time since an instant, as a duration' },
  upper: { min: 1, max: 1, takes: ['word'], does: 'text in capitals' },
  lower: { min: 1, max: 1, takes: ['word'], does: 'text in small letters' },
  trim: { min: 1, max: 1, takes: ['word'], does: 'text without blanks at its ends' },
  default: { min: 2, max: 2, takes: ['any', 'any'], does: 'the second where the first is missing or empty' },
  join: {
    min: 1,
    max: 2,
    takes: ['list', 'any'],
    does: 'items of a list as one text, with `, ` or the text given between them',
  },
  count: { min: 1, max: 1, takes: ['many'], does: 'how many items, members or characters' },
  len: { min: 1, max: 1, takes: ['many'], does: 'the same as count' },
  first: { min: 1, max: 1, takes: ['list'], does: 'first item of a list' },
  last: { min: 1, max: 1, takes: ['list'], does: 'last item of a list' },
  round: {
    min: 1,
    max: 2,
    takes: ['measure', 'number'],
    does: 'a number or percent with so many decimals, 0 unless told',
  },
  truncate: { min: 2, max: 2, takes: ['word', 'number'], does: 'text cut to so many characters, with an ellipsis' },
  date: { min: 1, max: 2, takes: ['time', 'zone'], does: 'the day of an instant, `2026-03-02`, in a zone or UTC' },
  format: {
    min: 2,
    max: 3,
    takes: ['time', 'text', 'zone'],
    does: "an instant in Luxon's tokens, `HH:mm`, in a zone or UTC",
  },
} as const satisfies Record<string, FunctionSignature>

export type FunctionName = keyof typeof functions

export const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name)
