/** What a run is started with: its plan, inlined while it is small, and the state of its first alert (D74). */
import type { RunInput } from '../../dsl/model/activity.ts'
import type { AlertStatus } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { Severity } from '../../dsl/model/severity.ts'
import type { Json } from '../../dsl/model/value.ts'
import { sha256 } from '../sha256.ts'
import type { RunRow } from '../store/rows.ts'

export interface StoredPlan {
  readonly hash: string
  readonly json: Json
  /** It may travel in a workflow's input. */
  readonly small: boolean
}

const inlinedBytes = 64 * 1024
const stored = new WeakMap<Plan, StoredPlan>()

/** Plans never change, so each is hashed once. */
export function storedPlan(plan: Plan): StoredPlan {
  const known = stored.get(plan)
  if (known) return known
  const made = planOfText(JSON.stringify(plan))
  stored.set(plan, made)
  return made
}

export const planOfText = (text: string, hash = sha256(text)): StoredPlan => ({
  hash,
  json: JSON.parse(text),
  small: Buffer.byteLength(text) <= inlinedBytes,
})

export const runInput = (
  run: RunRow,
  from: { readonly plan: StoredPlan; readonly installation: string },
  status: AlertStatus,
  severity: Severity,
): Json => {
  const input: RunInput = {
    schema: 1,
    installation: from.installation,
    tenant: run.tenant,
    run_id: run.id,
    incident_id: run.incident_id,
    workflow_id: run.workflow_id,
    ordinal: 1,
    plan: from.plan.small ? from.plan.json : { hash: from.plan.hash },
    severity,
    status,
    ...(run.trigger === 'action' && { after_resolve: true }),
  }
  return input as unknown as Json
}
