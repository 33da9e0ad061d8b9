import type { Log } from '../observability/log.ts'
import type { SqlStore } from '../store/index.ts'
import { every, type Repeating } from './every.ts'

/** Removes what is kept for a limited time, every minute, until nothing old is left (D71). */
export const startSweeper = (store: SqlStore, log: Log): Repeating =>
  every(60_000, 'Removing what is kept no longer', log, () => sweepAll(store, new Date()))

export async function sweepAll({ idempotency }: SqlStore, now: Date): Promise<void> {
  while (await idempotency.sweep(now));
}
