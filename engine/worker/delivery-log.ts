import type { DeliveryLog, DeliveryRecord, ToldAs } from '../../activities/dependencies.ts'
import type { Store } from '../store/contract.ts'
import { newId } from '../store/ids.ts'
import type { DeliveryRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { timelineId } from './timeline-id.ts'

/** What was sent to whom, written before and after each send (D33). */
export function createDeliveryLog(store: Pick<Store, 'deliveries' | 'timeline'>, now: () => number): DeliveryLog {
  const tell = async (row: DeliveryRecord, status: 'sent' | 'failed', text: string) => {
    if (row.incident_id === null) return
    await store.timeline.add(systemScope(row.tenant), {
      id: timelineId(`${row.key} ${status}`),
      alert_id: null,
      incident_id: row.incident_id,
      at: new Date(now()),
      kind: 'delivery',
      actor: 'tocsin',
      text,
      data: { run_id: row.run_id, step: row.step, target: row.target, connection: row.connection },
    })
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
      return store.deliveries.begin(systemScope(record.tenant), row)
    },
    async sent(record, external_id, as) {
      await store.deliveries.finish(systemScope(record.tenant), record.key, {
        status: 'sent',
        external_id,
        error: null,
      })
      const inside = record.channel === 'inbox' ? ' (not delivered outside)' : ''
      await tell(record, 'sent', `${record.target} was ${wordsOf(as, record.connection)}${inside}`)
    },
    async failed(record, error, as) {
      await store.deliveries.finish(systemScope(record.tenant), record.key, { status: 'failed', error })
      await tell(record, 'failed', `${record.target} could not be ${wordsOf(as, record.connection)}: ${error}`)
    },
    ofIncident: ({ tenant, incident_id }) => store.deliveries.ofIncident(systemScope(tenant), incident_id),
  }
}

/** What was done to whoever got the message: people tell a page from the news that it is over. */
function wordsOf({ kind, escalation }: ToldAs, connection: string): string {
  switch (kind) {
    case 'page':
      return escalation
        ? `paged as level ${escalation.level} of ${escalation.target} by ${connection}`
        : `paged by ${connection}`
    case 'update':
      return `sent an update by ${connection}`
    case 'resolve':
      return `told by ${connection} that it is over`
    case 'notice':
      return `sent a notice by ${connection}`
  }
}
