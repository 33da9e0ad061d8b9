/**
 * The functions of interpolation and expressions, by name: `age(alert.started_at)`, `alert.severity | upper`. A filter is
 * the same function with the piped value as its first argument. Names and counts only, so that checks, completion and
 * the reference page read one table; what they do is in `call.ts`.
 */
export interface FunctionSignature {
  readonly min: number
  readonly max: number
  /** For people, in one line. */
  readonly does: string
}

export const functions = {
  age: { min: 1, max: 1, does: 'time since an instant, as a duration' },
  upper: { min: 1, max: 1, does: 'text in capitals' },
  lower: { min: 1, max: 1, does: 'text in small letters' },
  trim: { min: 1, max: 1, does: 'text without blanks at its ends' },
  default: { min: 2, max: 2, does: 'the second where the first is missing or empty' },
  join: { min: 1, max: 2, does: 'items of a list as one text, with `, ` or the text given between them' },
  count: { min: 1, max: 1, does: 'how many items, members or characters' },
  len: { min: 1, max: 1, does: 'the same as count' },
  first: { min: 1, max: 1, does: 'first item of a list' },
  last: { min: 1, max: 1, does: 'last item of a list' },
  round: { min: 1, max: 2, does: 'a number or percent with so many decimals, 0 unless told' },
  truncate: { min: 2, max: 2, does: 'text cut to so many characters, with an ellipsis' },
  date: { min: 1, max: 2, does: 'the day of an instant, `2026-03-02`, in a zone or UTC' },
  format: { min: 2, max: 3, does: "an instant in Luxon's tokens, `HH:mm`, in a zone or UTC" },
} as const satisfies Record<string, FunctionSignature>

export type FunctionName = keyof typeof functions

export const isFunction = (name: string): name is FunctionName => Object.hasOwn(functions, name)
