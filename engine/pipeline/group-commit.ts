/**
 * Group commit without a timer: while one flush runs, what arrives waits and goes together into the next one. A lone
 * request is flushed at once; the busier it gets, the larger the batches.
 */
export interface GroupCommit<Item, Answer> {
  /** @returns once the item's flush has settled; null, at once, when the queue is full */
  add(item: Item): Promise<Answer> | null
  /** Resolves when nothing is queued or in a flush. */
  drain(): Promise<void>
}

interface Waiting<Item, Answer> {
  readonly item: Item
  readonly weight: number
  resolve(answer: Answer): void
  reject(error: unknown): void
}

/**
 * @param options.flush settles each item by itself, in order; when it rejects, so does every item of its batch
 * @param options.weight how much of the limits an item takes
 * @param options.batch most weight in one flush; a heavier item goes alone
 */
export function groupCommit<Item, Answer>(options: {
  readonly flush: (items: readonly Item[]) => Promise<readonly PromiseSettledResult<Answer>[]>
  readonly weight: (item: Item) => number
  readonly queued: number
  readonly batch: number
}): GroupCommit<Item, Answer> {
  let queue: Waiting<Item, Answer>[] = []
  let weight = 0
  let running: Promise<void> | null = null

  const take = (): Waiting<Item, Answer>[] => {
    let taken = 0
    let sum = 0
    while (taken < queue.length && (taken === 0 || sum + (queue[taken]?.weight ?? 0) <= options.batch))
      sum += queue[taken++]?.weight ?? 0
    weight -= sum
    const batch = queue.slice(0, taken)
    queue = queue.slice(taken)
    return batch
  }
  const run = async (): Promise<void> => {
    // Requests that the same turn of the event loop brought go together.
    await new Promise((resolve) => setImmediate(resolve))
    while (queue.length > 0) {
      const batch = take()
      try {
        const results = await options.flush(batch.map(({ item }) => item))
        batch.forEach((waiting, place) => {
          const result = results[place]
          if (result?.status === 'fulfilled') waiting.resolve(result.value)
          else waiting.reject(result?.reason ?? new Error('The batch left a request unanswered.'))
        })
      } catch (error) {
        // What comes after is not to wait for ever behind a batch that went wrong.
        for (const waiting of batch) waiting.reject(error)
      }
    }
    running = null
  }
  return {
    add(item) {
      const mine = options.weight(item)
      if (weight > 0 && weight + mine > options.queued) return null
      weight += mine
      return new Promise<Answer>((resolve, reject) => {
        queue.push({ item, weight: mine, resolve, reject })
        running ??= run()
      })
    },
    async drain() {
      while (running !== null) await running
    },
  }
}
