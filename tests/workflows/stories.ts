import type { WorkflowHandle } from '@temporalio/client'
import type { Plan } from '../../dsl/model/plan.ts'
import { branch, end, equal, escalate, literal, notify, path, plan, run, set, sleep, wait } from '../dsl/run/plans.ts'
import type { FakeActivities } from './fake-activities.ts'
import { tell } from './stage.ts'

interface Story {
  readonly name: string
  readonly plan: Plan
  readonly act: (run: WorkflowHandle, fakes: FakeActivities) => Promise<void>
}

const at = 1_772_420_000_000

/**
 * Runs that together pass through every step that production executes. Of its clauses they have `as`, `up to` and `verify`,
 * of its handlers `error` and `timeout`; the world comes in by alerts, acknowledgement, resolution, a watch and a cancel.
 * `via`, `using`, `with`, `level`, `timeout` and `retry` are in none.
 */
export const stories: readonly Story[] = [
  {
    name: 'ladder',
    plan: plan(
      [
        notify('page'),
        wait('ack', 'ack', {
          upToMs: 100,
          onTimeout: [escalate('lead'), wait('lead_ack', 'ack', { upToMs: 600_000 })],
        }),
        wait('over', 'resolve'),
        end('done', 'ok', 'resolved'),
      ],
      { group: { by: [], withinMs: null, waitMs: 50 } },
    ),
    async act(handle, fakes) {
      await fakes.waits('lead_ack')
      await tell(handle, { id: 'e1', at, kind: 'joined', alert_id: 'alert_2' })
      await tell(handle, { id: 'e2', at, kind: 'severity_raised', severity: 'critical' })
      await tell(handle, { id: 'e3', at, kind: 'acknowledged', by: '@lead' })
      await fakes.waits('over')
      await tell(handle, { id: 'e4', at, kind: 'resolved' })
    },
  },
  {
    name: 'repair',
    plan: plan(
      [
        set('host', 'host', literal('web1')),
        set('note', null, literal('repairing')),
        branch('if', [{ condition: equal(path('names', 'host'), 'web1'), steps: [sleep('rest', 50)] }]),
        run('grow', {
          as: 'grow',
          verify: { condition: equal(path('alert', 'status'), 'resolved'), withinMs: 100 },
          onError: [notify('page')],
        }),
        run('again', { verify: { condition: equal(path('alert', 'status'), 'resolved'), withinMs: 600_000 } }),
        wait('ack', 'ack'),
      ],
      { onError: [notify('platform')] },
    ),
    async act(handle, fakes) {
      await fakes.waits('again')
      await tell(handle, { id: 'e1', at, kind: 'watch', watch: 'again' })
      await fakes.waits('ack')
      await tell(handle, { id: 'e2', at, kind: 'cancel', by: '@kim' })
    },
  },
]
