/** Work on one key is done one after the other, in order of asking; work on different keys side by side. */
export interface KeyedMutex {
  /** @param signal gives up the place in the queue */
  run<T>(key: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

export function keyedMutex(): KeyedMutex {
  const tails = new Map<string, Promise<unknown>>()
  return {
    async run(key, signal, work) {
      const before = tails.get(key) ?? Promise.resolve()
      const mine = before.then(() => {
        signal.throwIfAborted()
        return work()
      })
      // The next in line waits for us however we end.
      const tail = mine.catch(() => undefined)
      tails.set(key, tail)
      try {
        return await mine
      } finally {
        if (tails.get(key) === tail) tails.delete(key)
      }
    },
  }
}
