import type { DeliveryLog, DeliveryRecord } from '../../activities/dependencies.ts'
import type { Store } from '../store/contract.ts'
import { newId } from '../store/ids.ts'
import type { DeliveryRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { timelineId } from './timeline-id.ts'

/** What was sent to whom, written before and after each send (D33). */
export function createDeliveryLog(store: Pick<Store, 'deliveries' | 'timeline'>, now: () => number): DeliveryLog {
  const underWay = new Map<string, DeliveryRow>()
  const tell = async (row: DeliveryRow | undefined, text: string) => {
    if (!row || row.incident_id === null) return
    await store.timeline.add(systemScope(row.tenant), {
      id: timelineId(`${row.key} ${row.status}`),
      alert_id: null,
      incident_id: row.incident_id,
      at: new Date(now()),
      kind: 'delivery',
      actor: 'tocsin',
      text,
      data: { run_id: row.run_id, step: row.step, target: row.target, connection: row.connection },
    })
  }
  const ended = (tenant: string, key: string): DeliveryRow | undefined => {
    const row = underWay.get(`${tenant} ${key}`)
    underWay.delete(`${tenant} ${key}`)
    return row
  }
  return {
    async begin(record) {
      const at = new Date(now())
      const row: DeliveryRow = {
        ...record,
        id: newId('delivery'),
        status: 'sending',
        external_id: null,
        error: null,
        attempts: 1,
        created_at: at,
        updated_at: at,
      }
      const stored = await store.deliveries.begin(systemScope(record.tenant), row)
      if (stored.status !== 'sent') underWay.set(`${record.tenant} ${record.key}`, stored)
      return recordOf(stored)
    },
    async sent({ tenant, key, external_id }) {
      await store.deliveries.finish(systemScope(tenant), key, { status: 'sent', external_id, error: null })
      const row = ended(tenant, key)
      const inside = row?.channel === 'inbox' ? ' (not delivered outside)' : ''
      await tell(row && { ...row, status: 'sent' }, `${row?.target} was told by ${row?.connection}${inside}`)
    },
    async failed({ tenant, key, error }) {
      await store.deliveries.finish(systemScope(tenant), key, { status: 'failed', error })
      const row = ended(tenant, key)
      await tell(
        row && { ...row, status: 'failed' },
        `${row?.target} could not be told by ${row?.connection}: ${error}`,
      )
    },
    ofIncident: async ({ tenant, incident_id }) =>
      (await store.deliveries.ofIncident(systemScope(tenant), incident_id)).map(recordOf),
  }
}

const recordOf = (row: DeliveryRow): DeliveryRecord => ({
  key: row.key,
  tenant: row.tenant,
  incident_id: row.incident_id,
  run_id: row.run_id,
  step: row.step,
  target: row.target,
  connection: row.connection,
  channel: row.channel,
  address: row.address,
  status: row.status,
  external_id: row.external_id,
  error: row.error,
  resolve: row.resolve,
})
