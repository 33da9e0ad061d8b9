import { setTimeout } from 'node:timers/promises'

/** Waits; an abort ends the wait early, without an error. */
export const pause = (waitMs: number, signal: AbortSignal): Promise<void> =>
  setTimeout(waitMs, undefined, { signal }).catch(() => undefined)
