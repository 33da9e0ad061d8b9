/** Whether an action still has a point: what resolved by itself pages nobody (D5), what is silenced stays so (D23). */
import type { ReadResult, StepContext } from './activity.ts'

/** `active`: an alert joined after the end, so there is no end to tell (D6). */
export type SkipReason = 'acknowledged' | 'resolved' | 'active'

/** `notify` and `run` are pointless once it is over, unless the run itself waited for that. */
export const reasonToSkip = (
  { resolved }: Pick<ReadResult, 'resolved'>,
  { after_resolve }: Pick<StepContext, 'after_resolve'>,
): SkipReason | null => (resolved && !after_resolve ? 'resolved' : null)

/** `escalate` is pointless as soon as someone has it. */
export const reasonNotToEscalate = ({
  resolved,
  acknowledged,
}: Pick<ReadResult, 'resolved' | 'acknowledged'>): SkipReason | null =>
  resolved ? 'resolved' : acknowledged ? 'acknowledged' : null
