import { type LocalActivityOptions, proxyLocalActivities } from '@temporalio/workflow'
import type { JournalActivities } from '../activities/contract.ts'

/** Quick, one history event each, and tried until the database takes them, so a run outlives any outage of it. */
export const journalOptions: LocalActivityOptions = {
  startToCloseTimeout: '10s',
  retry: { initialInterval: '200ms', backoffCoefficient: 2, maximumInterval: '10s' },
}

/** The run's own record. */
export const journal = proxyLocalActivities<JournalActivities>(journalOptions)
