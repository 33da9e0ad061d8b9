/**
 * The known word that was probably meant, for "did you mean", or null when none is near.
 * @example nearest('severty', ['severity', 'source']) // 'severity'
 */
export function nearest(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase().slice(0, 64)
  let best: string | null = null
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= fewest) continue
    const edits = distance(wanted, candidate.toLowerCase())
    if (edits < fewest) [best, fewest] = [candidate, edits]
  }
  return best
}

/** Edits between two words; two neighbours that changed places count once. */
function distance(a: string, b: string): number {
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const line = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1]
      let edits = Math.min(
        (above[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      )
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        edits = Math.min(edits, (before[column - 2] ?? 0) + 1)
      }
      line.push(edits)
    }
    ;[before, above] = [above, line]
  }
  return above[b.length] ?? 0
}
