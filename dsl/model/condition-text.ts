/** Compiled conditions as they would be written. */
import type { Condition, CountSpec, WindowSpec } from './expression.ts'
import { expressionText } from './expression-text.ts'
import { durationText } from './value-text.ts'

export function conditionText(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.map((part) => nested(part, condition.kind)).join(` ${condition.kind} `)
    case 'not':
      return `not ${nested(condition.of, 'not')}`
    case 'named':
      return condition.name
    case 'has':
      return `has ${expressionText(condition.path)}`
    case 'truth':
      return expressionText(condition.value)
    case 'during':
      return `during ${condition.name ?? `(${windowText(condition.window)})`}`
    case 'matches':
      return `${expressionText(condition.left)} matches /${condition.pattern}/${condition.flags}`
    case 'count':
      return `${countText(condition)} ${condition.op} ${condition.bound}${spanText(condition.spec)}`
    case 'compare':
      return `${expressionText(condition.left)} ${condition.op} ${expressionText(condition.right)}`
    default:
      return `${expressionText(condition.left)} ${condition.kind} ${expressionText(condition.right)}`
  }
}

/** What is counted, without the number it is compared with: `count of (…)`, `distinct label.pod`. */
export function countText({ spec, own }: Condition & { readonly kind: 'count' }): string {
  const what = spec.distinct ? `distinct ${expressionText(spec.distinct)}` : 'count'
  return own && spec.of ? `${what} of (${conditionText(spec.of)})` : what
}

const spanText = ({ withinMs, by }: CountSpec): string =>
  ` within ${durationText(withinMs)}${by.length > 0 ? ` by ${by.map(expressionText).join(', ')}` : ''}`

/** In parentheses where the outer word binds closer: not, then and, then or. */
function nested(part: Condition, outer: 'and' | 'or' | 'not'): string {
  const text = conditionText(part)
  if (part.kind !== 'and' && part.kind !== 'or') return text
  return outer === 'or' ? text : `(${text})`
}

const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** The end of a span that runs into the next day is shown as that day's time. */
function windowText({ spans, zone }: WindowSpec): string {
  const texts = spans.map(({ days, from, to }) => {
    const named = days.map((day) => dayNames[day - 1]).join(',')
    return `${named} ${clock(from)}..${clock(to > 1440 ? to - 1440 : to)}`
  })
  return `${texts.join(' ')} in "${zone}"`
}
