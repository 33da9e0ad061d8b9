import type { FailureReport, RecordInput } from '../model/activity.ts'
import type { Call } from './calls.ts'

/** How a run ends. */
export type Outcome = 'succeeded' | 'failed' | 'cancelled'

/**
 * What the shell must do, in the order given. `no` is unique in a run; the event that answers carries it. The mind does
 * the retries (D103), so the shell tries each activity once.
 */
export type Effect =
  | {
      readonly kind: 'activity'
      readonly no: number
      /** Step id, with `#n` for the nth pass through a loop, or a name with a dot for what is no step. */
      readonly id: string
      readonly title: string
      /** Per attempt (D104); null: tried until it is done, as the run's own record. */
      readonly timeoutMs: number | null
      readonly call: Call
    }
  | { readonly kind: 'timer'; readonly no: number; readonly id: string; readonly title: string; readonly ms: number }
  /** Stop a timer, or ask an activity to stop; the activity still answers. */
  | { readonly kind: 'cancel'; readonly no: number }
  | { readonly kind: 'record'; readonly record: RecordInput }
  /** Close the incident; answered by `closed` (D2). */
  | {
      readonly kind: 'finish'
      readonly no: number
      readonly outcome: Outcome
      readonly message: string | null
      /** A failure that nobody handled; told to the fallback receiver by whoever closes (D18). */
      readonly report: FailureReport | null
      readonly seen: readonly string[]
    }
