/** Whether the database refuses what is written to it, though it answers. */

/** A fault is told no longer than this after it was met: whoever asks then finds out anew. */
const rememberedMs = 30_000

export class WriteFault {
  readonly #now: () => number
  #met: { readonly why: string; readonly at: number } | null = null

  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  /** @param why as people read it: `its disk is full` */
  met(why: string): void {
    this.#met = { why, at: this.#now() }
  }
  /** A write went through. */
  over(): void {
    this.#met = null
  }
  /** Null when the last write went through, or was long ago. */
  get why(): string | null {
    return this.#met !== null && this.#now() - this.#met.at < rememberedMs ? this.#met.why : null
  }
}
