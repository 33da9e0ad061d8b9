import { ApplicationFailure } from '@temporalio/common'
import type { JournalActivities } from '../../activities/contract.ts'
import { evaluate } from '../../dsl/compile/evaluate.ts'
import type { ReadResult, StepContext, WatchInput } from '../../dsl/model/activity.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { Pipeline } from '../pipeline/contract.ts'
import type { Store } from '../store/contract.ts'
import { newId } from '../store/ids.ts'
import type { IncidentRow, RunRow } from '../store/rows.ts'
import { type Scope, systemScope } from '../store/scope.ts'
import { timelineId } from './timeline-id.ts'

export interface JournalParts {
  readonly store: Store
  readonly pipeline: Pick<Pipeline, 'close'>
  /** Live facts of an incident and its run, as stored when it is called (D89). */
  readonly factsOf: (incident: IncidentRow, run: RunRow | null) => Promise<ReadResult>
  readonly now: () => number
}

/** A run's record in our database. Every function may be called twice with the same input: activities are repeated. */
export function createJournal(parts: JournalParts): JournalActivities {
  const { store, pipeline, now } = parts
  const tell = (scope: Scope, incident: string, entry: { id: string; kind: string; text: string; data: Json }) =>
    store.timeline.add(scope, { ...entry, alert_id: null, incident_id: incident, at: new Date(now()), actor: 'tocsin' })
  const readOf = async ({ tenant, incident_id, run_id }: StepContext) => {
    const scope = systemScope(tenant)
    const [incident, run] = await Promise.all([store.incidents.get(scope, incident_id), store.runs.get(scope, run_id)])
    if (incident === null) throw new Error(`Incident ${incident_id} is not in the database.`)
    return parts.factsOf(incident, run)
  }
  return {
    confirmRun: ({ tenant, run_id, temporal_run_id }) =>
      store.runs.confirm(systemScope(tenant), run_id, temporal_run_id),
    async loadPlan({ tenant, hash }) {
      const plan = await store.plans.get(systemScope(tenant), hash)
      // Plans are written with their run and never change: one that is not there will not come.
      if (plan === null) throw ApplicationFailure.nonRetryable(`Plan ${hash} is not in the database.`, 'plan-missing')
      return plan as Plan
    },
    readIncident: readOf,
    recordRun: (input) => store.runs.record(systemScope(input.tenant), input),
    async watchCondition(input) {
      const scope = systemScope(input.tenant)
      await store.transaction((tx) => store.watches.add(tx, watchRow(input)))
      // Stored first, under the incident's lock, then asked: every event is seen by the one or the other.
      const { alert, incident, run, resolved } = await readOf(input)
      const { condition, names, meta } = input
      const holds = evaluate(condition, { alert, incident, run, names, meta, error: null, now: now() })
      if (holds) await store.watches.remove(scope, input.run_id, input.step)
      return { holds, resolved }
    },
    unwatchCondition: ({ tenant, run_id, step }) => store.watches.remove(systemScope(tenant), run_id, step),
    addNote: ({ tenant, incident_id, run_id, step, key, text }) =>
      tell(systemScope(tenant), incident_id, {
        id: timelineId(`${key} note`),
        kind: 'note',
        text,
        data: { run_id, step },
      }),
    closeIncident: (input) => pipeline.close(systemScope(input.tenant), input),
  }
}

const watchRow = (input: WatchInput) => ({
  id: newId('watch'),
  tenant: input.tenant,
  run_id: input.run_id,
  workflow_id: input.workflow_id,
  incident_id: input.incident_id,
  step: input.step,
  condition: input.condition,
  names: { ...input.names },
  meta: { ...input.meta },
  deadline: new Date(input.deadline),
})
