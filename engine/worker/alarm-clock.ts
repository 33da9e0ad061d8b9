/** A sleep that can be cut short; a ring while nobody sleeps is kept for the next sleep, so that no wake-up is lost. */
export function alarmClock(stopping: AbortSignal): { ring(): void; sleep(ms: number): Promise<void> } {
  let rung = false
  let wakeUp = () => {}
  const ring = () => {
    rung = true
    wakeUp()
  }
  stopping.addEventListener('abort', ring, { once: true })
  return {
    ring,
    sleep: (ms) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer)
          rung = false
          wakeUp = () => {}
          resolve()
        }
        const timer = setTimeout(done, ms)
        wakeUp = done
        if (rung || stopping.aborted) done()
      }),
  }
}
