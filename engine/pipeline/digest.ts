/** The hourly digest of alerts that no rule took (D18): what to do when its timer is due. */
import { Op } from 'sequelize'
import { severities, severityRank } from '../../dsl/model/severity.ts'
import type { Tx } from '../store/contract.ts'
import { opened } from '../store/database.ts'
import type { TimerRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { Ledger } from './ledger.ts'
import type { PipelineParts } from './settings.ts'
import { digestTimer, sendNotice } from './unmatched.ts'

/** Most alerts that are looked at for one digest. */
const lookedAt = 1_000

/** Handles a due timer of the pipeline in the transaction that took it. False: the timer is of another kind. */
export async function onPipelineTimer(
  { store, now, pages }: Pick<PipelineParts, 'store' | 'now' | 'pages'>,
  tx: Tx,
  timer: TimerRow,
): Promise<boolean> {
  if (timer.kind !== digestTimer) return false
  const ledger = new Ledger(store.database, opened(tx), systemScope(timer.tenant), now())
  const payload = timer.payload
  const since = typeof payload === 'object' && payload !== null && 'since' in payload ? String(payload.since) : ''
  const mild = severities.filter((severity) => severityRank(severity) < severityRank('high'))
  const alerts = await store.database.tables.alerts.select({
    where: {
      tenant: timer.tenant,
      matched: false,
      state: { [Op.ne]: 'resolved' },
      severity: mild,
      received_at: { [Op.gte]: new Date(since) },
    },
    order: [['received_at', 'ASC']],
    limit: lookedAt,
    tx: ledger.tx,
  })
  if (alerts.length > 0) sendNotice(ledger, pages, alerts, alerts.length)
  await ledger.save()
  return true
}
