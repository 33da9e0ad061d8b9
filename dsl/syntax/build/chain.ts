/** Lists while they grow. nearley may extend one list in two ways, so nothing is changed in place, and nothing copied. */

interface Link<T> {
  readonly before: Chain<T>
  readonly item: T
}
export type Chain<T> = Link<T> | readonly T[]

/** Stands for nearley's own `arrpush`, which copies the list for each item. */
export const more = <T>([before, item]: readonly [Chain<T>, T]): Chain<T> => ({ before, item })

const isArray: <T>(chain: Chain<T>) => chain is readonly T[] = Array.isArray

/** The items in order; what did not read is null and left out. */
export function all<T>(chain: Chain<T>): readonly T[] {
  const items: T[] = []
  let at = chain
  while (!isArray(at)) {
    if (at.item !== null) items.push(at.item)
    at = at.before
  }
  for (let i = at.length; i > 0; i -= 1) {
    const item = at[i - 1] as T
    if (item !== null) items.push(item)
  }
  return items.reverse()
}
