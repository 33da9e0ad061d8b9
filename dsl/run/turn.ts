import type { StepRecord } from '../model/activity.ts'
import type { Plan, PlanStep } from '../model/plan.ts'
import { blocksOf, type Part, type Place, stepsIn } from '../model/plan-steps.ts'
import type { Json, Value } from '../model/value.ts'
import type { Call, Failure } from './calls.ts'
import type { Effect, Outcome } from './effects.ts'
import { own, setOwn } from '../model/own.ts'
import { stepOf } from './places.ts'
import { named, namesAt } from './scopes.ts'
import type { Ask, Failed, Frame, Stage, State, StepFrame } from './state.ts'

export type { Failed } from './state.ts'

/** What is to be done next inside this turn, before the mind answers. */
export type Task =
  | { readonly kind: 'proceed'; readonly block: string }
  | ({ readonly kind: 'open'; readonly frame: StepFrame; readonly part: Part; readonly cause: Failed | null } & Opened)
  /** Begins a block beside what the rule is at, or instead of it: the rollback of a step, a wait anew. */
  | ({ readonly kind: 'beside'; readonly place: Place; readonly pass: string } & Opened)
  | { readonly kind: 'done'; readonly frame: StepFrame }
  | { readonly kind: 'failed'; readonly frame: StepFrame; readonly cause: Failed }
  | {
      readonly kind: 'end'
      readonly outcome: Outcome
      readonly message: string | null
      readonly failed: Failed | null
      /** A cancelled run is to be undone. Absent: only one that failed is. */
      readonly undo?: boolean
      /** An `end` has said so: nothing is told again. */
      readonly final?: boolean
    }
/** How a block is opened beside the step's own place. */
export interface Opened {
  /** Behind the ids of all that is in it: the pass of a loop, the call of a playbook. Absent: that of the step. */
  readonly pass?: string
  /** Of another step or playbook than the frame's own. */
  readonly place?: Place
  readonly names?: Readonly<Record<string, Value>>
  readonly isolated?: true
  /** The step is at more than this block, and says itself how far it is. */
  readonly keepsStage?: true
}

/** How a step ended, for its record. */
export interface Ended {
  readonly status?: 'succeeded' | 'skipped' | 'muted'
  readonly detail?: string | null
  readonly result?: Json
}

/**
 * Steps that one turn begins before its loops go on in the next: the shell must not be kept busy for long, which Temporal
 * takes for a standstill after a second or two. A step costs some hundredths of a millisecond.
 */
export const mostBegun = 500

/**
 * The workbench of one call of `advance`: the state as far as it has come, the effects so far. Steps use it to say what
 * they want; what follows from that (the next step, a handler, the end) waits in `tasks` and is done by `drive.ts`.
 */
export class Turn {
  readonly plan: Plan
  /** Milliseconds since 1970 UTC. */
  readonly at: number
  readonly effects: Effect[] = []
  readonly tasks: Task[] = []
  state: State
  /** Copies that this turn has made and may change in place, for a long loop should not make one at each of its steps. */
  readonly #mine = new WeakSet<object>()
  #begun = 0

  constructor(plan: Plan, state: State, at: number) {
    this.plan = plan
    this.state = state
    this.at = at
  }

  update(change: Partial<State>): void {
    this.state = { ...this.state, ...change }
  }

  // ---- frames

  frame(id: string): Frame | undefined {
    return own(this.state.frames, id)
  }
  put(frame: Frame): void {
    setOwn(this.#frames(), frame.id, frame)
  }
  drop(id: string): void {
    delete this.#frames()[id]
  }
  step(frame: StepFrame): PlanStep {
    return stepOf(this.plan, frame.step)
  }
  /** Answers the frame as it is now. */
  stage(frame: StepFrame, stage: Stage): StepFrame {
    const changed = { ...frame, stage }
    this.put(changed)
    return changed
  }

  /** A step begins, or a pass of a loop. */
  begins(): void {
    this.#begun++
  }
  /** So much was begun that loops go on in another turn. */
  get isLong(): boolean {
    return this.#begun >= mostBegun
  }

  // ---- what a step may want

  /** Asks for an activity; `timeoutMs` null: it is part of the run's own record and tried until it is done. */
  call(owner: Ask['owner'], id: string, title: string, timeoutMs: number | null, call: Call): void {
    const no = this.ask(owner, call.name)
    this.effects.push({ kind: 'activity', no, id, title, timeoutMs, call })
  }
  timer(owner: Ask['owner'], id: string, title: string, ms: number): void {
    const no = this.ask(owner, 'timer')
    this.effects.push({ kind: 'timer', no, id, title, ms })
  }
  /** The step is done; with a result, its `as` name reads it from now on. */
  succeed(frame: StepFrame, ended: Ended = {}): void {
    this.mark(frame, {
      status: ended.status ?? 'succeeded',
      detail: ended.detail ?? null,
      result: ended.result ?? null,
      ended_at: this.at,
      waiting_until: null,
    })
    this.tasks.push({ kind: 'done', frame })
  }
  fail(frame: StepFrame, failure: Failure, step: string = frame.id): void {
    this.mark(frame, {
      status: 'failed',
      detail: `${failure.code}: ${failure.message}`,
      ended_at: this.at,
      waiting_until: null,
    })
    this.tasks.push({ kind: 'failed', frame, cause: { failure, step } })
  }
  /** Works through one of the step's blocks; the step is done after it. */
  open(frame: StepFrame, part: Part, opened: Opened = {}): void {
    this.tasks.push({ kind: 'open', frame, part, cause: null, ...opened })
  }
  end(outcome: Outcome, message: string | null, how: { readonly undo?: boolean; readonly final?: boolean } = {}): void {
    this.tasks.push({ kind: 'end', outcome, message, failed: null, ...how })
  }
  name(frame: StepFrame, name: string, value: Value | undefined): void {
    this.state = named(this.state, frame, name, value)
  }
  /** What the frame's expressions can read by name. */
  namesAt(frame: Frame): Readonly<Record<string, Value>> {
    return namesAt(this.state, frame)
  }
  /** Begins the step's record. */
  setRecord(record: StepRecord): void {
    setOwn(this.#records(), record.id, record)
  }
  /** Changes the step's record. */
  mark({ id }: Pick<StepFrame, 'id'>, change: Partial<StepRecord>): void {
    const record = own(this.state.records, id)
    if (record) this.setRecord({ ...record, ...change })
  }

  /** What stands inside of the step and has not begun will not be done; but for one part of it. */
  skipInside(frame: StepFrame, but: Part | null = null): void {
    const others = blocksOf(this.step(frame)).filter(({ place }) => place.part !== but)
    for (const step of others.flatMap(stepsIn))
      if (own(this.state.records, step.id)?.status === 'pending')
        this.mark(step, { status: 'skipped', detail: 'not needed' })
  }

  // ---- asks

  /** Takes the ask out; undefined when it is not open, that is answered before or given up. */
  answered(no: number): Ask | undefined {
    const ask = own(this.state.asks, String(no))
    if (ask) delete this.#asks()[String(no)]
    return ask
  }
  /** Gives up what was asked for. An activity still answers, so its ask stays, heard by nobody. */
  giveUp(owner: string): void {
    for (const ask of this.openAsks().filter((open) => open.owner === owner)) {
      this.effects.push({ kind: 'cancel', no: ask.no })
      const asks = this.#asks()
      if (ask.what === 'timer') delete asks[String(ask.no)]
      else asks[String(ask.no)] = { ...ask, owner: null }
    }
  }
  openAsks(): readonly Ask[] {
    return Object.values(this.state.asks)
  }
  /** A number for something that will be answered. */
  number(): number {
    const no = this.state.nextNo
    this.update({ nextNo: no + 1 })
    return no
  }

  private ask(owner: Ask['owner'], what: Ask['what']): number {
    const no = this.number()
    this.#asks()[String(no)] = { no, owner, what }
    return no
  }

  #frames(): Record<string, Frame> {
    const frames = this.#copied(this.state.frames)
    this.update({ frames })
    return frames
  }
  #records(): Record<string, StepRecord> {
    const records = this.#copied(this.state.records)
    this.update({ records })
    return records
  }
  #asks(): Record<string, Ask> {
    const asks = this.#copied(this.state.asks)
    this.update({ asks })
    return asks
  }
  #copied<T>(record: Readonly<Record<string, T>>): Record<string, T> {
    if (this.#mine.has(record)) return record
    const copy = { ...record }
    this.#mine.add(copy)
    return copy
  }
}
