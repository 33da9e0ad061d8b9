/** Last stage: alerts that no rule took are told to the fallback receiver (D18), grave ones at once, others by the hour. */
import type { NoticeInput } from '../../dsl/model/activity.ts'
import { type Severity, severityRank } from '../../dsl/model/severity.ts'
import { newId } from '../store/ids.ts'
import type { AlertRow } from '../store/rows.ts'
import type { Arrival, Batch } from './arrival.ts'
import type { Ledger } from './ledger.ts'
import type { PipelineParts } from './settings.ts'

/** Kind of the timer whose due time is the next digest. */
export const digestTimer = 'unmatched_digest'
const digestEveryMs = 60 * 60_000
/** Alerts named in one notice; the rest are counted. */
const named = 20

const isGrave = (severity: Severity): boolean => severityRank(severity) >= severityRank('high')

export function tellUnmatched({ ledger, arrivals }: Batch, pages: PipelineParts['pages']): void {
  const grave = new Map<string, AlertRow>()
  for (const arrival of arrivals) {
    const { alert } = arrival
    if (!arrival.unmatched || alert === undefined || alert.matched) continue
    if (becameGrave(arrival)) grave.set(alert.id, alert)
    else if (arrival.life?.outcome === 'opened') planDigest(ledger)
  }
  if (grave.size > 0) sendNotice(ledger, pages, [...grave.values()], grave.size)
}

const becameGrave = ({ alert, before }: Arrival): boolean =>
  alert !== undefined && isGrave(alert.severity) && (!before || !isGrave(before.severity))

/** One pending digest a tenant; a timer that is set already stays as it is. */
function planDigest(ledger: Ledger): void {
  if (ledger.timers.length > 0) return
  ledger.timers.push({
    tenant: ledger.scope.tenant,
    kind: digestTimer,
    key: '',
    due_at: new Date(ledger.now.getTime() + digestEveryMs),
    payload: { since: ledger.now.toISOString() },
  })
}

/** Writes one notice about alerts that no rule took. */
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
  const workflow_id = `${tenant}/notice/${newId('outbox')}`
  const payload = {
    tenant,
    workflow_id,
    title,
    body: lines.join('\n'),
    severity: worst.severity,
    url: pages.alert(tenant, worst.id),
  } satisfies NoticeInput
  ledger.send({ kind: 'notice', workflow_id, incident_id: null, run_id: null, payload })
}
