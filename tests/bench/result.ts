/** Plain numbers; the unit is in the key (`sqlite_rps`, `p99_ms`). */
export type Figures = Record<string, number>

export interface Result {
  readonly figures: Figures
  /** Ours ÷ peer for throughput and peer ÷ ours for time: above 1 is better. An absent peer is absent, not zero. */
  readonly ratios: Figures
}

/** @param say prints progress for people; never to standard output */
export type Benchmark = (say: (line: string) => void) => Promise<Result>

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}
