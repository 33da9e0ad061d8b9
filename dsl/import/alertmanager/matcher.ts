/** Matchers of Alertmanager and what they mean: a label that is missing is an empty one, a pattern is anchored. */
import { regex } from '../../compile/regex.ts'

export type MatchOp = '=' | '!=' | '=~' | '!~'

export interface Matcher {
  readonly label: string
  readonly op: MatchOp
  readonly value: string
}

/** The pattern as our search needs it: Alertmanager's covers the whole value. */
export const anchored = (pattern: string): string => `^(?:${pattern})$`

/** @param value of the label; empty where there is none */
export function holds({ op, value: wanted }: Matcher, value: string): boolean {
  const positive = op === '=' || op === '!=' ? value === wanted : (regex(anchored(wanted), '')?.test(value) ?? false)
  return op === '=' || op === '=~' ? positive : !positive
}

const opposite = { '=': '!=', '!=': '=', '=~': '!~', '!~': '=~' } as const

export const negated = (matcher: Matcher): Matcher => ({ ...matcher, op: opposite[matcher.op] })

/** The only values that satisfy it, or null when they can't be listed. An alternation of plain words can. */
export function valuesOf({ op, value }: Matcher): readonly string[] | null {
  if (op === '=') return [value]
  if (op !== '=~') return null
  const inner = /^\((?:\?:)?([^()]*)\)$/u.exec(value)?.[1] ?? value
  const words = inner.split('|').map((word) => word.replace(/\\([^\p{L}\p{N}])/gu, '\0$1'))
  // An escaped sign is itself; any other sign of a pattern makes it one.
  if (words.some((word) => /[\\^$.*+?()[\]{}]/u.test(word.replace(/\0[\s\S]/gu, '')))) return null
  return [...new Set(words.map((word) => word.replaceAll('\0', '')))]
}

/** The matcher that is satisfied by these values only. */
export const listed = (label: string, values: readonly string[]): Matcher =>
  values.length === 1
    ? { label, op: '=', value: values[0] ?? '' }
    : { label, op: '=~', value: values.map(escaped).join('|') }

const escaped = (value: string): string => value.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&')

/** As people of Alertmanager write it. */
export const matcherText = ({ label, op, value }: Matcher): string => `${label}${op}${JSON.stringify(value)}`
