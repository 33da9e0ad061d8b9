import {
  ActivityFailure,
  ApplicationFailure,
  CancellationScope,
  condition,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow'
import type { FailureReport, RunInput } from '../dsl/model/activity.ts'
import { type Plan, planSchema } from '../dsl/model/plan.ts'
import { advance, begin, type Outcome, type RunEvent } from '../dsl/run/index.ts'
import { failureOf } from './failure.ts'
import { Hands } from './hands.ts'
import { journal } from './journal.ts'
import { Readout } from './readout.ts'
import { worldSignal } from './signals.ts'

/** What a finished run answers; one that failed fails its workflow, so that Temporal shows it so. */
export interface RunEnd {
  readonly outcome: Outcome
  readonly message: string | null
}

/**
 * One run of a rule's steps for one incident. The mind (`dsl/run`) decides, this is the shell around it: it hands over
 * what happens, in order, and does what the mind wants. First act: the run proves itself (D8); last: the incident is
 * closed by a handshake (D2).
 */
export async function playbook(input: RunInput): Promise<RunEnd> {
  const events: RunEvent[] = []
  setHandler(worldSignal, (event) => {
    events.push({ kind: 'world', at: Date.now(), event })
  })
  // A cancellation from the Temporal UI ends the run as one from our pages does: in order, with its record closed.
  CancellationScope.current().cancelRequested.catch(() => {
    const at = Date.now()
    events.push({ kind: 'world', at, event: { id: 'temporal-cancel', at, kind: 'cancel', by: 'Temporal' } })
  })
  return await CancellationScope.nonCancellable(() => run(input, events))
}

async function run(input: RunInput, events: RunEvent[]): Promise<RunEnd> {
  const { tenant, run_id, incident_id, installation } = input
  await outwards(journal.confirmRun({ tenant, run_id, temporal_run_id: workflowInfo().runId, installation }))
  const plan = await planOrEnd(input)
  const readout = new Readout(input, plan)
  const hands = new Hands({ tenant, run_id, incident_id }, (event) => events.push(event))

  let state = begin(plan, input)
  events.unshift({ kind: 'started', at: Date.now() })
  while (state.phase !== 'ended') {
    await condition(() => events.length > 0 || hands.broken !== undefined)
    if (hands.broken !== undefined) throw hands.broken
    for (let event = events.shift(); event; event = events.shift()) {
      const [next, effects] = advance(plan, state, event)
      state = next
      for (const effect of effects) hands.perform(effect)
    }
    readout.show(state)
  }
  const { outcome, message } = state.ending ?? { outcome: 'succeeded', message: null }
  if (outcome === 'failed') throw ApplicationFailure.nonRetryable(message ?? 'The run failed.', 'run-failed')
  return { outcome, message }
}

/** Without its plan a run cannot begin: it ends failed, with the reason, so that it does not stay pending for ever. */
async function planOrEnd(input: RunInput): Promise<Plan> {
  try {
    return await planOf(input)
  } catch (error) {
    const { code, message, final } = failureOf(error)
    if (!final) throw error
    await closeUnbegun(input, { step: 'plan', code, message })
    throw ApplicationFailure.nonRetryable(message, code)
  }
}

/** The handshake of a run that has no steps by which to answer what it is told. */
async function closeUnbegun({ tenant, run_id, incident_id }: RunInput, report: FailureReport): Promise<void> {
  const seen: string[] = []
  for (;;) {
    const { message } = report
    const result = await journal.closeIncident({
      ...{ tenant, run_id, incident_id, outcome: 'failed', message, report },
      seen: [...seen],
    })
    if (result.closed) return
    seen.push(...result.unseen.map(({ id }) => id))
  }
}

async function planOf({ plan, tenant }: RunInput): Promise<Plan> {
  const hash = typeof plan === 'object' && plan !== null && 'hash' in plan ? plan.hash : null
  const found = typeof hash === 'string' ? await journal.loadPlan({ tenant, hash }) : (plan as unknown as Plan)
  // No failure of the run: it waits, and goes on with a worker that knows the schema.
  if (found.schema !== planSchema)
    throw new Error(
      `This worker reads plans of schema ${planSchema}, the run's has ${found.schema}: use a newer worker.`,
    )
  return found
}

/** A refusal reaches the Temporal UI in its own words, not as "activity task failed". */
async function outwards(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) throw error.cause
    throw error
  }
}
