import { defineSignal } from '@temporalio/workflow'
import type { WorldEvent } from '../dsl/model/activity.ts'

/** The one signal of a run: something happened to its incident. May be sent twice; the event's id tells. */
export const worldSignal = defineSignal<[WorldEvent]>('world')
