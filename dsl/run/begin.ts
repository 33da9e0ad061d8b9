import type { RunInput } from '../model/activity.ts'
import type { Plan } from '../model/plan.ts'
import { pendingRecords } from './records.ts'
import type { State } from './state.ts'

/** The state of a run that has not begun; the first event is `started`. */
export const begin = (plan: Plan, input: Omit<RunInput, 'plan'>): State => ({
  schema: 1,
  run: {
    tenant: input.tenant,
    run_id: input.run_id,
    incident_id: input.incident_id,
    workflow_id: input.workflow_id,
    ordinal: input.ordinal,
  },
  phase: 'new',
  frames: {},
  asks: {},
  nextNo: 1,
  names: input.names ?? {},
  ...(input.request !== undefined && { request: input.request }),
  incident: {
    acknowledged: input.status === 'acknowledged',
    acknowledged_by: null,
    resolved: input.status === 'resolved',
    severity: input.severity,
  },
  seen: [],
  paged: {},
  told: [],
  announced: false,
  afterResolve: input.after_resolve ?? false,
  updates: { count: 0, lastAt: null, joined: [], raised: false, missed: [], sending: null },
  ending: null,
  records: pendingRecords(plan),
  seq: 0,
})
