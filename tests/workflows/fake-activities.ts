/** Activities in memory: what was asked is kept, what the test wants is answered. */
import type { Activities } from '../../activities/contract.ts'
import type { CloseInput, RunStatus, StepRecord, WorldEvent } from '../../dsl/model/activity.ts'
import { until } from '../support/until.ts'

type Names = keyof Activities
interface Asked {
  readonly name: Names
  readonly input: Record<string, unknown>
}

export class FakeActivities {
  readonly asked: Asked[] = []
  /** The run's record, as the database would hold it. */
  readonly steps = new Map<string, StepRecord>()
  status: RunStatus = 'pending'
  waitingFor: string | null = null
  closed: CloseInput | null = null
  /** Events that the database holds back at the first close. */
  unseen: WorldEvent[] = []
  private readonly answers: Partial<Activities>

  constructor(answers: Partial<Activities> = {}) {
    this.answers = answers
  }

  /** Inputs of one activity, in order. */
  inputs(name: Names): readonly Record<string, unknown>[] {
    return this.asked.filter((one) => one.name === name).map((one) => one.input)
  }
  /** Resolves once the run waits in this step. */
  waits(step: string): Promise<true> {
    return until(`the run waits in ${step}`, async () =>
      this.status === 'waiting' && this.steps.get(step)?.status === 'waiting' ? true : undefined,
    )
  }

  get all(): Activities {
    const sent = {
      status: 'sent' as const,
      reason: null,
      deliveries: [{ target: '@kim', connection: 'inbox', status: 'sent' as const, error: null }],
    }
    const standard: Activities = {
      confirmRun: async () => undefined,
      loadPlan: async () => Promise.reject(new Error('no plan is stored')),
      readIncident: async () => Promise.reject(new Error('no incident is stored')),
      recordRun: async ({ status, waiting_for, steps }) => {
        this.status = status
        this.waitingFor = waiting_for
        for (const step of steps) this.steps.set(step.id, step)
      },
      watchCondition: async () => ({ holds: false, resolved: false }),
      unwatchCondition: async () => undefined,
      addNote: async () => undefined,
      closeIncident: async (input) => {
        const unseen = this.unseen.filter(({ id }) => !input.seen.includes(id))
        if (unseen.length > 0) return { closed: false, unseen }
        this.closed = input
        return { closed: true }
      },
      notify: async () => sent,
      escalate: async () => ({ ...sent, level: 2 }),
      sendUpdate: async () => sent,
      sendNotice: async () => sent,
      sendResolveNotice: async () => sent,
      runRemediation: async () => ({
        status: 'done',
        reason: null,
        ok: true,
        exit_code: 0,
        stdout: '',
        stderr: '',
        error: null,
        duration_ms: 1,
      }),
    }
    const chosen: Activities = { ...standard, ...this.answers }
    const kept = Object.entries(chosen).map(([name, activity]) => [
      name,
      async (input: never) => {
        this.asked.push({ name: name as Names, input })
        return await (activity as (given: never) => Promise<unknown>)(input)
      },
    ])
    return Object.fromEntries(kept) as Activities
  }
}
