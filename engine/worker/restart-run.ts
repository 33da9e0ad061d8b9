import type { WorkerMetrics } from '../observability/worker-metrics.ts'
import type { Store } from '../store/contract.ts'
import type { RunRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'
import { timelineId } from './timeline-id.ts'

/**
 * Starts a run again that Temporal does not know any more (D8): its record begins anew and all that was ever sent to it
 * goes out once more. The order matters: cut off in between, the run is an unconfirmed one, which the reconciler re-sends.
 * @param run as it was before Temporal said that it does not know it
 * @returns false when it had ended, or somebody else had restarted it since: then nothing is done
 */
export async function restartRun(
  parts: { readonly store: Pick<Store, 'runs' | 'outbox' | 'timeline'>; readonly metrics: WorkerMetrics },
  run: RunRow,
  now: Date = new Date(),
): Promise<boolean> {
  const scope = systemScope(run.tenant)
  if (!(await parts.store.runs.restart(scope, run))) return false
  await parts.store.timeline.add(scope, {
    id: timelineId(`${run.id} lost ${run.temporal_run_id}`),
    alert_id: null,
    incident_id: run.incident_id,
    at: now,
    kind: 'run',
    actor: scope.actor,
    text: 'run restarted: Temporal had lost it',
    data: { run_id: run.id },
  })
  await parts.store.outbox.resend(scope, run.workflow_id, now)
  parts.metrics.restarted.inc()
  return true
}
