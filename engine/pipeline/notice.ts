import type { NoticeInput } from '../../dsl/model/activity.ts'
import type { RunRow } from '../store/rows.ts'
import type { Ledger } from './ledger.ts'

/**
 * Tells the fallback receiver what no run tells (D18), in the transaction of what it is about.
 * @param id ends the notice's workflow id; of the same one only the first is sent
 * @param run what it is about, if it is one
 */
export function notice(
  ledger: Ledger,
  id: string,
  says: Pick<NoticeInput, 'title' | 'body' | 'severity' | 'url' | 'page'>,
  run: RunRow | null = null,
): void {
  const { tenant } = ledger.scope
  const workflow_id = `${tenant}/notice/${id}`
  const { page, ...rest } = says
  const payload = { tenant, workflow_id, ...rest, ...(page && { page: { ...page } }) } satisfies NoticeInput
  ledger.send({
    kind: 'notice',
    workflow_id,
    incident_id: run?.incident_id ?? null,
    run_id: run?.id ?? null,
    payload,
  })
}
