/** Work on one key is done one after the other, in order of asking; work on different keys side by side. */
export interface KeyedMutex {
  /** @param signal gives up the place in the queue; rejects with its reason */
  run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

export function keyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async run(key, signal, work) {
      const before = tails.get(key) ?? Promise.resolve()
      const mine = turn(before, signal).then(work)
      // The next in line waits for all before it, however each of them ends.
      const tail = Promise.allSettled([before, mine])
      tails.set(key, tail)
      tail.then(() => tails.get(key) === tail && tails.delete(key))
      return mine
    },
  }
}

/** Settles when `before` has, or rejects when the signal fires first. */
async function turn(before: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const giveUp = () => reject(signal.reason)
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    await Promise.race([before, aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
