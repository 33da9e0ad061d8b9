/** E407, E408: what starts a rule could never, or would always, do so. */
import { Cron } from 'croner'
import type { Trigger } from '../syntax/ast.ts'
import { textOf } from './file-set.ts'
import type { Check } from './place.ts'

type Of<K extends Trigger['kind']> = Trigger & { readonly kind: K }

/** A `without` guards the gap behind an event, so one must stand before it (D91). */
export const guardsHaveAnEvent: Check<Of<'sequence'>> = ({ events, at }, _place, accept) => {
  const [first] = events
  if (first?.kind === 'without') accept({ id: 'E407', at: first.name.at, args: { name: first.name.text } })
  else if (!first) accept({ id: 'E407/none', at })
}

export const cronIsValid: Check<Of<'cron'>> = ({ cron }, _place, accept) => {
  const reason = whyNoCron(textOf(cron.parts).trim())
  if (reason !== null) accept({ id: 'E408', at: cron.at, args: { reason } })
}

function whyNoCron(text: string): string | null {
  const { length } = text.split(/\s+/u)
  if (length !== 5 && !text.startsWith('@')) return `it has ${length} fields, not 5`
  try {
    return new Cron(text, { paused: true }).nextRun(new Date(0)) === null ? 'there is no such time' : null
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^CronPattern: /u, '') : String(error)
  }
}

export const everyPasses: Check<Of<'every'>> = ({ every }, _place, accept) => {
  if (every.ms < leastEveryMs) accept({ id: 'E408/every', at: every.at })
}
/** More often nobody means it. */
const leastEveryMs = 1_000
