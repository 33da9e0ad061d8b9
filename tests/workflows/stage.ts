/** A real Temporal server and a real worker for the tests of the shell; only the activities are not real. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkflowHandle } from '@temporalio/client'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import type { WorldEvent } from '../../dsl/model/activity.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { Json } from '../../dsl/model/value.ts'
import { workflowBundle } from '../../engine/worker/bundle.ts'
import { searchAttributes } from '../../engine/worker/search-attributes.ts'
import { createTemporalWorker } from '../../engine/worker/temporal-worker.ts'
import { input } from '../dsl/run/plans.ts'
import { startTemporal } from '../support/temporal.ts'
import type { FakeActivities } from './fake-activities.ts'

const taskQueue = 'tocsin'

export type Stage = Awaited<ReturnType<typeof openStage>>

export async function openStage() {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } })
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-bundle-'))
  const [temporal, bundle] = await Promise.all([startTemporal(), workflowBundle(folder)])
  let runs = 0

  const worker = (fakes: FakeActivities) =>
    createTemporalWorker({
      connection: temporal.connection,
      namespace: 'default',
      taskQueue,
      installation: input.installation,
      bundle,
      activities: fakes.all,
    })
  const start = async (plan: Plan): Promise<WorkflowHandle> => {
    const workflow_id = `default/${plan.rule.id}/inc_${++runs}`
    return await temporal.client.workflow.start('playbook', {
      taskQueue,
      workflowId: workflow_id,
      typedSearchAttributes: searchAttributes({
        tenant: input.tenant,
        rule: plan.rule.name,
        severity: input.severity,
        incident: input.incident_id,
        state: 'pending',
      }),
      args: [{ ...input, workflow_id, plan: plan as unknown as Json }],
    })
  }
  return {
    temporal,
    bundle,
    worker,
    start,
    /** Plays a run with a worker of its own; afterwards its history is replayed. */
    async play(
      plan: Plan,
      fakes: FakeActivities,
      act: (run: WorkflowHandle) => Promise<void>,
    ): Promise<WorkflowHandle> {
      const running = await worker(fakes)
      const run = await running.runUntil(async () => {
        const handle = await start(plan)
        await act(handle)
        return handle
      })
      await Worker.runReplayHistory({ workflowBundle: { codePath: bundle } }, await run.fetchHistory(), run.workflowId)
      return run
    },
    async close() {
      await temporal.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Tells the run what happened, as the dispatcher does. */
export const tell = (run: WorkflowHandle, event: WorldEvent): Promise<void> => run.signal('world', event)
