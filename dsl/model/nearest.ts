/** How much of a word is compared: words come from outside, and the work grows with their length. */
const compared = 64
/** Candidates of about the same length that are compared letter by letter; among more of them the best so far will do. */
const mostCompared = 1_000

/**
 * The known word most like `word`, for "did you mean", when it is near enough to be a slip; null otherwise.
 * @example nearest('severty', ['severity', 'source']) // 'severity'
 */
export function nearest(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase().slice(0, compared)
  let best: string | null = null
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1
  let left = mostCompared
  for (const candidate of known) {
    if (least === 0 || left === 0) break
    if (Math.abs(candidate.length - wanted.length) >= least) continue
    const lower = candidate.toLowerCase()
    // One edit away is found: nothing but the word itself is nearer.
    if (least === 1 && lower !== wanted) continue
    left -= 1
    const distance = distanceOf(wanted, lower)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/**
 * The one known name of which all words are among those of `word`, or the other way round; null where there is none, or several.
 * @example sharesWords('service', ['service_name', 'server']) // 'service_name'
 */
export function sharesWords(word: string, known: readonly string[]): string | null {
  const partsOf = (name: string) => name.toLowerCase().split(/[_.-]/u)
  const wanted = partsOf(word)
  const [found, other] = known.filter((name) => {
    const parts = partsOf(name)
    return wanted.every((part) => parts.includes(part)) || parts.every((part) => wanted.includes(part))
  })
  return other === undefined ? (found ?? null) : null
}

/** Edits between two words; two neighbours that changed places count once. */
function distanceOf(a: string, b: string): number {
  let older: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (older[j - 2] ?? 0) + 1)
      next.push(cost)
    }
    older = row
    row = next
  }
  return row[b.length] ?? 0
}
