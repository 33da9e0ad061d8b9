/** Last stage: alerts that no rule took are told to the fallback receiver (D18), grave ones at once, others by the hour. */
import { type Severity, severityRank } from '../../dsl/model/severity.ts'
import { newId } from '../store/ids.ts'
import type { AlertRow } from '../store/rows.ts'
import type { Arrival, Batch } from './arrival.ts'
import type { Ledger } from './ledger.ts'
import { notice } from './notice.ts'
import type { PipelineParts } from './settings.ts'

/** Kind of the timer whose due time is the next digest. */
export const digestTimer = 'unmatched_digest'
export const digestEveryMs = 60 * 60_000
/**
 * An alert's time of receipt is read before its transaction commits, on another replica perhaps by another clock. Older
 * than this, every alert is there to be read.
 */
export const inFlightMs = 5 * 60_000
/** Alerts named in one notice; the rest are counted. */
export const named = 20

/** Kind of the timeline entry by which a digest knows that people have heard of the alert, whatever became of it since. */
export const toldAtOnce = 'unmatched'

const isGrave = (severity: Severity): boolean => severityRank(severity) >= severityRank('high')

export function tellUnmatched({ ledger, arrivals }: Batch, pages: PipelineParts['pages']): void {
  const grave = new Map<string, AlertRow>()
  for (const arrival of arrivals) {
    const { alert } = arrival
    if (!arrival.unmatched || alert === undefined) continue
    // As it is now: a later event of the same batch may have been taken.
    if (ledger.alerts.get(alert.id)?.matched ?? alert.matched) continue
    if (becameGrave(arrival)) grave.set(alert.id, alert)
    else if (arrival.life?.outcome === 'opened') planDigest(ledger)
  }
  if (grave.size === 0) return
  for (const alert of grave.values())
    ledger.timeline({ alert_id: alert.id }, toldAtOnce, 'No rule took it: told at once')
  sendNotice(ledger, pages, [...grave.values()], grave.size)
}

const becameGrave = ({ alert, before }: Arrival): boolean =>
  alert !== undefined && isGrave(alert.severity) && (!before || !isGrave(before.severity))

/** Starts the tenant's digests: from the first on one timer goes on by itself; one that is set already stays as it is. */
function planDigest(ledger: Ledger): void {
  if (ledger.timers.length > 0) return
  ledger.timers.push({
    tenant: ledger.scope.tenant,
    kind: digestTimer,
    key: '',
    due_at: new Date(ledger.now.getTime() + digestEveryMs),
    payload: { since: new Date(ledger.now.getTime() - inFlightMs).toISOString() },
  })
}

/**
 * Writes one notice about alerts that no rule took.
 * @param alerts at least the first of them, as many as are named
 * @param total how many there are
 */
export function sendNotice(
  ledger: Ledger,
  pages: PipelineParts['pages'],
  alerts: readonly AlertRow[],
  total: number,
): void {
  const { tenant } = ledger.scope
  const worst = alerts.reduce((a, b) => (severityRank(b.severity) > severityRank(a.severity) ? b : a))
  const lines = alerts.slice(0, named).map((alert) => `- [${alert.severity}] ${alert.title} (${alert.source})`)
  if (total > named) lines.push(`… and ${total - named} more`)
  const title = total === 1 ? `No rule took: ${worst.title}` : `No rule took ${total} alerts`
  const says = {
    title,
    body: lines.join('\n'),
    severity: worst.severity,
    url: pages.alert(tenant, worst.id),
  }
  notice(ledger, newId('outbox'), says)
}
