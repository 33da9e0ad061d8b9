import type { Notices } from '../../activities/dependencies.ts'
import type { Store } from '../store/contract.ts'
import { newId } from '../store/ids.ts'

/** Notices that an activity orders: a row of the outbox each, which the dispatcher takes to Temporal. */
export const createNotices = (store: Pick<Store, 'outbox' | 'transaction'>, now: () => number): Notices => ({
  async order({ incident_id, run_id, notice }) {
    const at = new Date(now())
    await store.transaction((tx) =>
      store.outbox.add(tx, {
        ...{ id: newId('outbox'), tenant: notice.tenant, kind: 'notice', workflow_id: notice.workflow_id },
        ...{
          incident_id,
          run_id,
          payload: {
            ...notice,
            only: notice.only?.map((contact) => ({ ...contact })) ?? null,
            page: notice.page ? { ...notice.page } : null,
          },
        },
        ...{ created_at: at, due_at: at, attempts: 0, sent_at: null, error: null },
      }),
    )
  },
})
