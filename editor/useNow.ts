import { useSyncExternalStore } from 'react'

/** One clock for all times on the page; it stands still while nobody looks. */
let now = Date.now()
let tick: ReturnType<typeof setInterval> | undefined
const listeners = new Set<() => void>()

const listen = (changed: () => void) => {
  listeners.add(changed)
  tick ??= setInterval(() => {
    now = Date.now()
    for (const told of listeners) told()
  }, 1_000)
  return () => {
    listeners.delete(changed)
    if (listeners.size > 0) return
    clearInterval(tick)
    tick = undefined
  }
}

/** Milliseconds since 1970, anew every second. */
export const useNow = (): number => useSyncExternalStore(listen, () => now)
