/** More happenings than any rule file brings about in one go: then the world runs in circles. */
const most = 1_000_000

interface Due {
  readonly at: number
  readonly work: () => void
  readonly recurring: boolean
  cancelled: boolean
}

/** Virtual time: nothing passes by itself. What is due at the same instant happens in the order in which it was asked for. */
export class Clock {
  #now: number
  /** By time, the soonest last. */
  readonly #due: Due[] = []
  /** Due things that come to an end by themselves. */
  #ending = 0

  /** @param now milliseconds since 1970 UTC */
  constructor(now: number) {
    this.#now = now
  }

  get now(): number {
    return this.#now
  }

  /** When the next thing is due; null when nothing is to come but what comes again and again. */
  get next(): number | null {
    while (this.#due.at(-1)?.cancelled) this.#due.pop()
    return this.#ending > 0 ? (this.#due.at(-1)?.at ?? null) : null
  }

  /**
   * @param recurring brings about the like of it for ever, so nobody waits for its end
   * @returns what takes it back
   */
  at(time: number, work: () => void, recurring = false): () => void {
    const due: Due = { at: Math.max(time, this.#now), work, recurring, cancelled: false }
    if (!recurring) this.#ending++
    let low = 0
    let high = this.#due.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#due[middle]?.at ?? 0) > due.at) low = middle + 1
      else high = middle
    }
    this.#due.splice(low, 0, due)
    return () => {
      if (!due.cancelled && !due.recurring) this.#ending--
      due.cancelled = true
    }
  }

  /** Lets everything happen that is due until then; afterwards it is that time. */
  advanceTo(time: number): void {
    this.#work(time)
    this.#now = Math.max(this.#now, time)
  }

  /** Lets everything happen that is to come but what comes for ever; afterwards it is the time of the last of it. */
  drain(): void {
    this.#work(Number.POSITIVE_INFINITY)
  }

  #work(until: number): void {
    for (let count = 0; ; count++) {
      const next = this.#due.at(-1)
      if (next === undefined || next.at > until) return
      if (until === Number.POSITIVE_INFINITY && this.#ending === 0) return
      if (count === most) throw new Error('The simulation does not come to an end; please report it.')
      this.#due.pop()
      if (next.cancelled) continue
      if (!next.recurring) this.#ending--
      // What has happened cannot be taken back.
      next.cancelled = true
      this.#now = next.at
      next.work()
    }
  }
}
