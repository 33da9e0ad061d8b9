/** Conditions that the runs of a virtual world wait for (D10). */
import { evaluate } from '../compile/evaluate.ts'
import type { ReadResult, WatchInput } from '../model/activity.ts'
import { countsIn } from '../model/counts-in.ts'
import type { Facts } from '../model/facts.ts'
import type { Clock } from './clock.ts'
import type { VirtualRun } from './run.ts'
import type { Windows } from './windows.ts'

interface Around {
  readonly clock: Clock
  readonly windows: Windows
  read(run: VirtualRun): ReadResult
  /** The condition of that step has come true. */
  holds(run: VirtualRun, step: string): void
}
interface Watch {
  readonly run: VirtualRun
  readonly input: WatchInput
}

export class Watches {
  readonly #around: Around
  #all: readonly Watch[] = []

  constructor(around: Around) {
    this.#around = around
  }

  /** Answers whether it holds already; then there is nothing to wait for. */
  add(run: VirtualRun, input: WatchInput): boolean {
    if (this.#holds(run, input)) return true
    const watch = { run, input }
    this.#all = [...this.#all, watch]
    this.#whenWindowsChange(watch)
    return false
  }
  forget(run: VirtualRun, step: string): void {
    this.#all = this.#all.filter((watch) => watch.run !== run || watch.input.step !== step)
  }

  /** Asked again whenever an alert changed. */
  ask(): void {
    for (const watch of this.#all) this.#ask(watch)
  }

  #holds(run: VirtualRun, input: WatchInput): boolean {
    return evaluate(input.condition, this.#factsOf(run, input))
  }

  #ask(watch: Watch): void {
    const { run, input } = watch
    if (!this.#all.includes(watch)) return
    const over = run.ended || input.deadline <= this.#around.clock.now
    const holds = !over && this.#holds(run, input)
    if (over || holds) this.#all = this.#all.filter((one) => one !== watch)
    if (holds) this.#around.holds(run, input.step)
  }

  /** Time alone empties a window. */
  #whenWindowsChange(watch: Watch): void {
    const { run, input } = watch
    const { clock, windows } = this.#around
    const asked = countsIn(input.condition)
    const next = asked.length === 0 ? null : windows.nextChange(asked, this.#factsOf(run, input))
    // Nothing in the windows now does not mean that there will be nothing.
    const at = Math.min(next ?? clock.now + askAgainMs, input.deadline)
    if (asked.length === 0 || at <= clock.now) return
    clock.at(at, () => {
      this.#ask(watch)
      if (this.#all.includes(watch)) this.#whenWindowsChange(watch)
    })
  }

  #factsOf(run: VirtualRun, { names, meta, condition }: WatchInput): Facts {
    const { clock, windows, read } = this.#around
    const { alert, incident, run: own } = read(run)
    const facts: Facts = { alert, incident, run: own, names, meta, error: null, now: clock.now }
    const asked = countsIn(condition)
    return asked.length === 0 ? facts : { ...facts, counts: windows.countsNow(asked, facts) }
  }
}

const askAgainMs = 60_000
