/** Doubles with each attempt up to `longestMs`, with a jitter of half, so that several workers do not come back together. */
export const backOff = (attempts: number, firstMs: number, longestMs: number): number =>
  Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20)) * (0.5 + Math.random() / 2)
