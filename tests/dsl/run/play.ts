/** Plays a run against the mind alone: the test is the shell, the clock and the world. */
import type { CloseResult, StepRecord, WorldEvent } from '../../../dsl/model/activity.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import type { Value } from '../../../dsl/model/value.ts'
import { advance, begin, type CallName, type Calls, type Effect, type RunEvent } from '../../../dsl/run/index.ts'
import { input } from './plans.ts'

type Activity = Extract<Effect, { kind: 'activity' }>
type Timer = Extract<Effect, { kind: 'timer' }>
type Finish = Extract<Effect, { kind: 'finish' }>
type News = WorldEvent extends infer E ? (E extends WorldEvent ? Omit<E, 'id' | 'at'> : never) : never

export class Play {
  readonly plan: Plan
  now = Date.UTC(2026, 2, 2, 3, 10)
  /** Every effect, in order. */
  readonly effects: Effect[] = []
  private state
  private open = new Map<number, Effect>()
  /** When each timer was set. */
  private readonly set = new Map<number, number>()
  private worldEvents = 0

  constructor(plan: Plan, change: Partial<typeof input> | { status: 'acknowledged' | 'resolved' } = {}) {
    this.plan = plan
    this.state = begin(plan, { ...input, ...change })
    this.tell({ kind: 'started', at: this.now })
  }

  /** Hands the mind one event; every state passes through JSON, as on a continue-as-new. */
  tell(event: RunEvent): readonly Effect[] {
    const [state, effects] = advance(this.plan, this.state, event)
    this.state = JSON.parse(JSON.stringify(state)) as typeof state
    if ('no' in event) this.open.delete(event.no)
    for (const effect of effects) {
      this.effects.push(effect)
      if (effect.kind === 'timer') this.set.set(effect.no, this.now)
      if (effect.kind === 'cancel' && this.open.get(effect.no)?.kind === 'timer') this.open.delete(effect.no)
      else if ('no' in effect && effect.kind !== 'cancel') this.open.set(effect.no, effect)
    }
    return effects
  }
  world(news: News, id = `event_${++this.worldEvents}`): readonly Effect[] {
    return this.tell({ kind: 'world', at: this.now, event: { ...news, id, at: this.now } as WorldEvent })
  }
  answer<N extends CallName>(name: N, result: Calls[N]['result']): readonly Effect[] {
    const { no } = this.activity(name)
    return this.tell({ kind: 'answered', at: this.now, no, answer: { name, result } as never })
  }
  /** The open activity of this name fails. */
  fail(name: CallName, code: string, options: { final?: boolean; retryAfterMs?: number } = {}): readonly Effect[] {
    const { no } = this.activity(name)
    const failure = {
      code,
      message: `${code} happened`,
      final: options.final ?? false,
      retryAfterMs: options.retryAfterMs ?? null,
    }
    return this.tell({ kind: 'failed', at: this.now, no, failure })
  }
  /** Time passes until the one open timer, or the one named, runs out. */
  elapse(id?: string): readonly Effect[] {
    const timer = this.timer(id)
    this.now = (this.set.get(timer.no) ?? this.now) + timer.ms
    return this.tell({ kind: 'elapsed', at: this.now, no: timer.no })
  }
  close(result: CloseResult = { closed: true }): readonly Effect[] {
    return this.tell({ kind: 'closed', at: this.now, no: this.finish().no, result })
  }

  /** The open activity of this name. */
  activity(name: CallName): Activity {
    return this.only((effect): effect is Activity => effect.kind === 'activity' && effect.call.name === name, name)
  }
  timer(id?: string): Timer {
    const is = (effect: Effect): effect is Timer => effect.kind === 'timer' && (id === undefined || effect.id === id)
    return this.only(is, 'timer')
  }
  finish(): Finish {
    return this.only((effect): effect is Finish => effect.kind === 'finish', 'finish')
  }
  /** What is open, as `name id` or `timer id`. */
  awaited(): readonly string[] {
    return [...this.open.values()].map((effect) =>
      effect.kind === 'activity'
        ? `${effect.call.name} ${effect.id}`
        : effect.kind === 'timer'
          ? `timer ${effect.id}`
          : effect.kind,
    )
  }
  /** A variable or result. */
  name(name: string): Value | undefined {
    return Object.hasOwn(this.state.names, name) ? this.state.names[name] : undefined
  }
  get ended(): boolean {
    return this.state.phase === 'ended'
  }
  /** The records as the database would hold them. */
  record(id: string): StepRecord | undefined {
    return this.records().get(id)
  }
  records(): ReadonlyMap<string, StepRecord> {
    return new Map(
      this.effects.flatMap((effect) =>
        effect.kind === 'record' ? effect.record.steps.map((step) => [step.id, step] as const) : [],
      ),
    )
  }
  /** The run's line in the last record. */
  shown(): { status: string; waiting_for: string | null } {
    const last = this.effects.filter((effect) => effect.kind === 'record').at(-1)
    if (!last) throw new Error('Nothing was recorded.')
    return { status: last.record.status, waiting_for: last.record.waiting_for }
  }

  private only<T extends Effect>(is: (effect: Effect) => effect is T, what: string): T {
    const found = [...this.open.values()].filter(is)
    const [one] = found
    if (found.length !== 1 || !one)
      throw new Error(`Expected one open ${what}, open are: ${this.awaited().join(', ') || 'none'}.`)
    return one
  }
}

/** A message that reached one person. */
export const sent = (target = '@kim') => ({
  status: 'sent' as const,
  reason: null,
  deliveries: [{ target, connection: 'inbox', status: 'sent' as const, error: null }],
})
export const skipped = (reason: string) => ({ status: 'skipped' as const, reason, deliveries: [] })
/** A remediation that came to its end. */
export const repaired = (change: Partial<Calls['runRemediation']['result']> = {}) => ({
  status: 'done' as const,
  reason: null,
  ok: true,
  exit_code: 0,
  stdout: '',
  stderr: '',
  error: null,
  duration_ms: 1_200,
  ...change,
})
