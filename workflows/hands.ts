import {
  ApplicationFailure,
  CancellationScope,
  proxyActivities,
  proxyLocalActivities,
  sleep,
} from '@temporalio/workflow'
import type { Activities } from '../activities/contract.ts'
import { cut } from '../dsl/model/cut.ts'
import type { Answer, Call, CallName, Calls, Effect, RunEvent } from '../dsl/run/index.ts'
import { failureOf } from './failure.ts'
import { journal, journalOptions } from './journal.ts'
import { Recorder } from './recorder.ts'

/** The contract of the activities offers what the mind may call. */
type Offered = {
  // biome-ignore lint/suspicious/noConfusingVoidType: an activity that answers nothing is a Promise<void> in the contract.
  readonly [N in Executed]: (input: Calls[N]['input']) => Promise<Calls[N]['result'] | void>
}
/** What this version's workers do; the rest is refused when rules are loaded, and here should one be loaded all the same. */
type Executed = Exclude<CallName, keyof typeof notYet>
const notYet = { requestHttp: 'http', changeTicket: 'ticket', askApproval: 'approve', expireAck: 'expires' } as const

type ActivityEffect = Extract<Effect, { readonly kind: 'activity' }>
type FinishEffect = Extract<Effect, { readonly kind: 'finish' }>

/** Temporal shows at most so much of a summary. */
const summaryLength = 200
/** So often at least `runRemediation` says that it is alive. */
const heartbeatTimeoutMs = 15_000

/** Does what the mind wants and tells what came of it. Decides nothing. */
export class Hands {
  private readonly tenant: { readonly tenant: string; readonly run_id: string; readonly incident_id: string }
  private readonly tell: (event: RunEvent) => void
  private readonly recorder = new Recorder()
  private readonly scopes = new Map<number, CancellationScope>()
  /** A failure that leaves no way on, such as a record that cannot be closed. */
  broken: unknown

  constructor(run: Hands['tenant'], tell: (event: RunEvent) => void) {
    this.tenant = run
    this.tell = tell
  }

  perform(effect: Effect): void {
    switch (effect.kind) {
      case 'record':
        this.recorder.add(effect.record)
        return
      case 'cancel':
        this.scopes.get(effect.no)?.cancel()
        return
      case 'timer':
        this.inScope(effect.no, () => sleep(effect.ms, { summary: cut(effect.title, summaryLength) })).then(
          () => this.tell({ kind: 'elapsed', at: Date.now(), no: effect.no }),
          () => undefined,
        )
        return
      case 'activity':
        this.inScope(effect.no, () => act(effect)).then(
          (answer) => this.tell({ kind: 'answered', at: Date.now(), no: effect.no, answer }),
          (error) => this.tell({ kind: 'failed', at: Date.now(), no: effect.no, failure: failureOf(error) }),
        )
        return
      case 'finish':
        this.finish(effect).catch((error) => {
          this.broken = error
        })
    }
  }

  private async finish({ no, outcome, message, report, seen }: FinishEffect): Promise<void> {
    await this.recorder.drained()
    const result = await journal.closeIncident({ ...this.tenant, outcome, message, report, seen })
    this.tell({ kind: 'closed', at: Date.now(), no, result })
  }

  private async inScope<T>(no: number, work: () => Promise<T>): Promise<T> {
    const scope = new CancellationScope()
    this.scopes.set(no, scope)
    try {
      return await scope.run(work)
    } finally {
      this.scopes.delete(no)
    }
  }
}

async function act({ id, title, timeoutMs, call }: ActivityEffect): Promise<Answer> {
  const offered: Offered = timeoutMs === null ? unhurried : effects(id, title, timeoutMs, call)
  if (call.name in notYet) {
    const step = notYet[call.name as keyof typeof notYet]
    throw ApplicationFailure.nonRetryable(`${step} is known, but not executed by this version.`, 'not-executed')
  }
  const perform = offered[call.name as Executed] as (input: Call['input']) => Promise<unknown>
  return { name: call.name, result: await perform(call.input) } as Answer
}

/** One attempt each: how often a step is tried is the mind's business. */
const effects = (id: string, title: string, timeoutMs: number, call: Call) =>
  proxyActivities<Activities>({
    activityId: id,
    summary: cut(title, summaryLength),
    startToCloseTimeout: timeoutMs,
    retry: { maximumAttempts: 1 },
    ...(call.name === 'runRemediation' && { heartbeatTimeout: Math.min(timeoutMs, heartbeatTimeoutMs) }),
  })
const unhurried: Offered = proxyLocalActivities<Activities>(journalOptions)
