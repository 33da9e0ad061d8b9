const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** A span of time as people say it, in its two largest units: `2 hours 5 minutes`. Below a minute, also below zero: `less than a minute`. */
export function spanWords(ms: number): string {
  const largest = units.findIndex(([, length]) => ms >= length)
  if (largest === -1) return 'less than a minute'
  const parts: string[] = []
  let rest = ms
  for (const [unit, length] of units.slice(largest, largest + 2)) {
    const amount = Math.floor(rest / length)
    rest -= amount * length
    if (amount > 0) parts.push(`${amount} ${unit}${amount === 1 ? '' : 's'}`)
  }
  return parts.join(' ')
}
