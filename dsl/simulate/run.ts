/** The shell around `dsl/run` in virtual time: does what `workflows/` does in production, without a network. */
import type { RunInput, WorldEvent } from '../model/activity.ts'
import type { Plan } from '../model/plan.ts'
import { type Answer, advance, begin, type Call, type Effect, type Failure, type State } from '../run/index.ts'
import type { Clock } from './clock.ts'

/** What the run's effects meet. */
export interface Surroundings {
  readonly clock: Clock
  /** Does an activity, at once. */
  act(run: VirtualRun, call: Call, at: { readonly id: string; readonly title: string }): Answer | Failure
  /** The handshake of the end (D2): what the run has not heard of; null closes the incident. */
  close(run: VirtualRun, effect: Extract<Effect, { kind: 'finish' }>): readonly WorldEvent[] | null
  /** Steps have changed. */
  recorded(run: VirtualRun, effect: Extract<Effect, { kind: 'record' }>): void
  /** Every effect, in order; for tests of the simulator itself. */
  readonly onEffect?: ((run: VirtualRun, effect: Effect) => void) | undefined
}

/** Timers that may bring about their like for ever, so that nobody waits for their end. */
const recurring: ReadonlySet<string> = new Set(['group.repeat', 'ack.expires'])

export class VirtualRun {
  readonly id: string
  readonly incidentId: string
  readonly plan: Plan
  readonly startedAt: number
  /** Who was asked to decide, by step. */
  readonly asked = new Map<string, readonly string[]>()
  /** Everything that was told to it. */
  readonly signals: WorldEvent[] = []
  #state: State
  readonly #around: Surroundings
  readonly #timers = new Map<number, () => void>()

  constructor(plan: Plan, input: Omit<RunInput, 'plan'>, around: Surroundings) {
    this.id = input.run_id
    this.incidentId = input.incident_id
    this.plan = plan
    this.startedAt = around.clock.now
    this.#around = around
    this.#state = begin(plan, input)
    this.#soon(() => this.#tell({ kind: 'started', at: this.#now }))
  }

  get state(): State {
    return this.#state
  }
  get ended(): boolean {
    return this.#state.phase === 'ended'
  }
  /** Steps that wait for a decision. */
  get asking(): readonly string[] {
    return Object.values(this.#state.frames).flatMap((frame) =>
      frame.kind === 'step' && frame.stage.at === 'asking' ? [frame.id] : [],
    )
  }

  /** The world says something; the run hears it after what is under way at this instant. */
  signal(event: WorldEvent): void {
    if (this.ended) return
    this.signals.push(event)
    this.#soon(() => this.#tell({ kind: 'world', at: this.#now, event }))
  }

  get #now(): number {
    return this.#around.clock.now
  }
  #soon(work: () => void): void {
    this.#around.clock.at(this.#now, work)
  }

  #tell(event: Parameters<typeof advance>[2]): void {
    const [state, effects] = advance(this.plan, this.#state, event)
    this.#state = state
    for (const effect of effects) {
      this.#around.onEffect?.(this, effect)
      this.#perform(effect)
    }
  }

  #perform(effect: Effect): void {
    switch (effect.kind) {
      case 'record':
        this.#around.recorded(this, effect)
        return
      case 'cancel':
        // An activity still answers.
        this.#timers.get(effect.no)?.()
        this.#timers.delete(effect.no)
        return
      case 'timer': {
        const { no, ms } = effect
        const elapsed = () => {
          this.#timers.delete(no)
          this.#tell({ kind: 'elapsed', at: this.#now, no })
        }
        this.#timers.set(no, this.#around.clock.at(this.#now + ms, elapsed, recurring.has(effect.id)))
        return
      }
      case 'activity':
        this.#soon(() => {
          const { no, call, id, title } = effect
          const done = this.#around.act(this, call, { id, title })
          if ('code' in done) this.#tell({ kind: 'failed', at: this.#now, no, failure: done })
          else this.#tell({ kind: 'answered', at: this.#now, no, answer: done })
        })
        return
      case 'finish':
        this.#soon(() => {
          const unseen = this.#around.close(this, effect)
          const result = unseen === null ? { closed: true as const } : { closed: false as const, unseen }
          this.#tell({ kind: 'closed', at: this.#now, no: effect.no, result })
        })
    }
  }
}
