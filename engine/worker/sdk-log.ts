/** What Temporal's SDK says, as one line with what people need to find the run: no task tokens, no stacks of our own failures. */
import type { LogLevel } from '@temporalio/worker'
import type { Log } from '../observability/log.ts'

/** A call of the SDK's logger. */
export interface SdkEntry {
  readonly level: LogLevel
  readonly message: string
  readonly meta?: Readonly<Record<string | symbol, unknown>>
}

const kept = ['workflowId', 'activityId', 'activityType', 'attempt'] as const

export function writeSdkEntry(log: Log, { level, message, meta = {} }: SdkEntry): void {
  const fields = Object.fromEntries(
    kept.flatMap((name) => (meta[name] === undefined ? [] : [[name, String(meta[name])]])),
  )
  const { error } = meta
  const reason = error === undefined ? '' : `: ${reasonOf(error)}`
  const write = level === 'ERROR' ? log.error : log.warn
  write.call(log, fields, `${message}${reason}`)
}

/** `DeliveryError: Not delivered. …`; an error that says nothing itself is named by what it is made of. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code, type, errors } = error as Error & { code?: unknown; type?: unknown; errors?: unknown }
  const parts = Array.isArray(errors) ? errors.map(reasonOf).join('; ') : ''
  const says = error.message || parts || (typeof code === 'string' ? code : '') || 'without a message'
  return `${typeof type === 'string' ? type : error.name}: ${says}`
}
