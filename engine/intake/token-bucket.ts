/** A share of something per second with a reserve: pure, so that tests need no clock. */

interface Bucket {
  /** What may still be taken; below zero where the last one took more than there was. */
  readonly tokens: number
  /** Milliseconds since 1970 UTC at which `tokens` was true. */
  readonly at: number
}

/** Seconds of the rate that may be taken at once after a pause. */
const reserveSeconds = 10

/**
 * Takes `cost` while the bucket is not empty, also more than it holds: a payload larger than the reserve passes, and the
 * next one waits the longer for it.
 * @param bucket undefined: a full one
 * @returns the bucket afterwards, and the seconds after which to ask again; null when it was taken
 */
export function takeFrom(
  bucket: Bucket | undefined,
  cost: number,
  perSecond: number,
  now: number,
): readonly [Bucket, waitSeconds: number | null] {
  const full = perSecond * reserveSeconds
  // A clock that was set back gives nothing and takes nothing.
  const passed = bucket === undefined ? 0 : Math.max(0, now - bucket.at) / 1000
  const tokens = bucket === undefined ? full : Math.min(full, bucket.tokens + passed * perSecond)
  if (tokens > 0) return [{ tokens: tokens - cost, at: now }, null]
  return [{ tokens, at: now }, Math.max(1, Math.ceil(-tokens / perSecond))]
}

/** A bucket for each name; null per second: no limit. Answers as `takeFrom` does. */
export function rateLimit(perSecond: number | null, now: () => number): (name: string, cost: number) => number | null {
  const buckets = new Map<string, Bucket>()
  return (name, cost) => {
    if (perSecond === null) return null
    const [bucket, waitSeconds] = takeFrom(buckets.get(name), cost, perSecond, now())
    buckets.set(name, bucket)
    return waitSeconds
  }
}
