/** The answers of `inhibited`, kept while alerts come, change and go: each costs what it changes, not what is open. */
import { evaluate } from '../compile/evaluate.ts'
import type { Facts } from '../model/facts.ts'
import type { Inhibition } from '../model/inhibition.ts'
import { keyBy } from './grouping.ts'

interface Sides {
  readonly key: string
  readonly isSource: boolean
  readonly isTarget: boolean
}
/** What agrees on the values of `by`. */
interface Agreeing {
  /** How many mute whatever `mutes` holds for: they are sources and no targets. */
  pure: number
  /** How many mute only what is no source itself: they are both. */
  both: number
  readonly targets: Set<string>
}

export class InhibitionIndex {
  readonly #inhibitions: readonly OfOne[]

  constructor(inhibitions: readonly Inhibition[]) {
    this.#inhibitions = inhibitions.map((inhibition) => new OfOne(inhibition))
  }

  /**
   * The alert has come or changed.
   * @param facts as `factsOfMuting` makes them; null: it is over
   * @param heard hears the id of every alert, this one and others, that may now be muted by others than before
   */
  set(id: string, facts: Facts | null, heard: (id: string) => void): void {
    for (const one of this.#inhibitions) one.set(id, facts, heard)
  }
  /** Names of the inhibitions that mute the alert, in the order given. */
  of(id: string): readonly string[] {
    return this.#inhibitions.flatMap((one) => (one.mutes(id) ? [one.name] : []))
  }
}

class OfOne {
  readonly #inhibition: Inhibition
  /** Of alerts that are on a side. */
  readonly #sides = new Map<string, Sides>()
  readonly #byKey = new Map<string, Agreeing>()

  constructor(inhibition: Inhibition) {
    this.#inhibition = inhibition
  }
  get name(): string {
    return this.#inhibition.name
  }

  set(id: string, facts: Facts | null, heard: (id: string) => void): void {
    const before = this.#sides.get(id) ?? null
    const after = facts && this.#sidesOf(facts)
    if (before?.key === after?.key && before?.isSource === after?.isSource && before?.isTarget === after?.isTarget)
      return
    if (before) this.#change(id, before, -1, heard)
    if (after) this.#change(id, after, 1, heard)
    heard(id)
  }

  mutes(id: string): boolean {
    const sides = this.#sides.get(id)
    const agreeing = sides?.isTarget ? this.#byKey.get(sides.key) : undefined
    if (!sides || !agreeing) return false
    return agreeing.pure > 0 || (!sides.isSource && agreeing.both > 0)
  }

  #sidesOf(facts: Facts): Sides | null {
    const isSource = facts.alert?.status !== 'resolved' && evaluate(this.#inhibition.source, facts)
    const isTarget = evaluate(this.#inhibition.mutes, facts)
    return isSource || isTarget ? { key: keyBy(this.#inhibition.by, facts), isSource, isTarget } : null
  }

  #change(id: string, sides: Sides, by: 1 | -1, heard: (id: string) => void): void {
    const agreeing = this.#byKey.get(sides.key) ?? { pure: 0, both: 0, targets: new Set() }
    this.#byKey.set(sides.key, agreeing)
    const muting = () => `${agreeing.pure > 0} ${agreeing.both > 0}`
    const before = muting()
    if (sides.isSource && sides.isTarget) agreeing.both += by
    else if (sides.isSource) agreeing.pure += by
    if (by === 1) {
      this.#sides.set(id, sides)
      if (sides.isTarget) agreeing.targets.add(id)
    } else {
      this.#sides.delete(id)
      agreeing.targets.delete(id)
    }
    if (muting() !== before) for (const target of agreeing.targets) heard(target)
    if (agreeing.pure + agreeing.both + agreeing.targets.size === 0) this.#byKey.delete(sides.key)
  }
}
