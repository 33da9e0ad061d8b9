import type { AlertStatus } from '../../dsl/model/facts.ts'
import type { Severity } from '../../dsl/model/severity.ts'

const severityWords: Readonly<Record<Severity, string>> = {
  critical: 'critical crit fatal emergency emerg disaster page alert blocker p1 sev0',
  high: 'high error err major severe p2 sev1',
  warning: 'warning warn medium minor moderate average p3 sev2',
  info: 'info information informational notice low none debug trivial verbose p4 p5 sev3 sev4',
  unknown: 'unknown',
}
const severityOf = new Map(
  Object.entries(severityWords).flatMap(([severity, words]) =>
    words.split(' ').map((word) => [word, severity as Severity] as const),
  ),
)

/**
 * Reads a severity word of any monitoring system. Bare digits are not read: their scales run both ways.
 * @param own words of the integration, lower case; they go first
 * @returns `unknown` for other words
 */
export function readSeverity(word: string, own?: ReadonlyMap<string, Severity>): Severity {
  const key = word.trim().toLowerCase()
  return own?.get(key) ?? severityOf.get(key) ?? 'unknown'
}

/** Words that an input may use for a status (D13), ours among them. */
export const statusWords = {
  active: 'active',
  firing: 'active',
  open: 'active',
  triggered: 'active',
  acknowledged: 'acknowledged',
  acked: 'acknowledged',
  suppressed: 'suppressed',
  resolved: 'resolved',
  closed: 'resolved',
  ok: 'resolved',
  recovered: 'resolved',
} as const satisfies Record<string, AlertStatus>

/** Whether it is one of our words for "active" or "resolved" (D13), in any case. */
export const isEventStatus = (word: unknown): word is string => {
  const key = typeof word === 'string' ? word.trim().toLowerCase() : ''
  const status = Object.hasOwn(statusWords, key) ? statusWords[key as keyof typeof statusWords] : null
  return status === 'active' || status === 'resolved'
}

const foreignResolved = new Set('resolved ok closed recovered recovery success normal inactive up clear'.split(' '))

/** What a foreign payload's status word says of the event; every other word than those of "over" means active. */
export const readEventStatus = (word: string): 'active' | 'resolved' =>
  foreignResolved.has(word.trim().toLowerCase()) ? 'resolved' : 'active'
