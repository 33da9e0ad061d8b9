/** A queue of one: work runs in the order it was asked for, never two at once. */
export function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    // What fails is told to who asked, not to who comes next.
    last = mine.catch(() => undefined)
    return mine
  }
}
