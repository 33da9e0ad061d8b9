/**
 * The hourly digest of alerts that no rule took (D18): what to do when its timer is due. Each digest covers the alerts
 * received in (since, until], the next one starts at that `until`: none is missed, none is told twice. Taking the timer,
 * the notice and the next timer are one transaction.
 */
import { QueryTypes } from 'sequelize'
import { severities, severityRank } from '../../dsl/model/severity.ts'
import type { Tx } from '../store/contract.ts'
import { opened } from '../store/database.ts'
import type { AlertRow, TimerRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { Ledger } from './ledger.ts'
import type { PipelineParts } from './settings.ts'
import { digestEveryMs, digestTimer, inFlightMs, named, sendNotice, toldAtOnce } from './unmatched.ts'

/** Handles a due timer of the pipeline in the transaction that took it. False: the timer is of another kind. */
export async function onPipelineTimer(
  { store, now, pages }: Pick<PipelineParts, 'store' | 'now' | 'pages'>,
  tx: Tx,
  timer: TimerRow,
): Promise<boolean> {
  if (timer.kind !== digestTimer) return false
  const ledger = new Ledger(store.database, opened(tx), systemScope(timer.tenant), now())
  const since = sinceOf(timer)
  const latest = ledger.now.getTime() - inFlightMs
  // A clock that was set back covers nothing, rather than the same again.
  const until = new Date(Math.max(since.getTime(), latest))
  const { total, first } = await unmatched(ledger, since, until)
  if (total > 0) sendNotice(ledger, pages, first, total)
  // Set also when there was nothing to tell: an alert that is not committed yet counts on it.
  const due_at = new Date(ledger.now.getTime() + digestEveryMs)
  ledger.timers.push({ ...timer, due_at, payload: { since: until.toISOString() } })
  await ledger.save()
  return true
}

/** How many open alerts below `high` no rule took and nobody was told of, and the first of them. */
async function unmatched(
  ledger: Ledger,
  since: Date,
  until: Date,
): Promise<{ readonly total: number; readonly first: readonly AlertRow[] }> {
  const { sequelize, tables, dialect } = ledger.database
  const from = `FROM alerts a
    WHERE a.tenant = :tenant AND a.received_at > :since AND a.received_at <= :until
      AND a.matched = :matched AND a.state <> 'resolved' AND a.severity IN (:mild)
      AND NOT EXISTS (SELECT 1 FROM timeline t WHERE t.tenant = a.tenant AND t.alert_id = a.id AND t.kind = :told)`
  const query = {
    type: QueryTypes.SELECT as const,
    replacements: {
      tenant: ledger.scope.tenant,
      since: dialect.timeText(since),
      until: dialect.timeText(until),
      matched: false,
      mild: severities.filter((severity) => severityRank(severity) < severityRank('high')),
      told: toldAtOnce,
    },
    transaction: ledger.tx,
  }
  const [count] = await sequelize.query<{ n: number | string }>(`SELECT COUNT(*) AS n ${from}`, query)
  const rows = await sequelize.query(`SELECT a.* ${from} ORDER BY a.received_at, a.id LIMIT ${named}`, query)
  return { total: Number(count?.n ?? 0), first: rows.map((row) => tables.alerts.decode(row)) }
}

const sinceOf = ({ payload }: TimerRow): Date =>
  new Date(typeof payload === 'object' && payload !== null && 'since' in payload ? String(payload.since) : 0)
