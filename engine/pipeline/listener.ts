import type { Log } from '../store/log.ts'

/** Tells somebody of what is done. What goes wrong there is logged and undoes nothing: who sent the events gets the answer. */
export function tell(log: Log, listener: () => void): void {
  try {
    listener()
  } catch (error) {
    log.error({ err: error }, 'A listener of the pipeline failed')
  }
}
