/** `group … repeat d`: whoever was told is told again so long after, while nobody acknowledges and it is not over (D86). */
import type { Turn } from './turn.ts'
import { messageUnderWay, sendRepeat } from './updates.ts'

const owner = '/repeat'

/** Tells again when it is time, or sets the timer for it. Called at the end of every turn. */
export function tellAgain(turn: Turn): void {
  const { repeatMs } = turn.plan.group
  if (repeatMs === undefined) return
  const { toldAt, repeatAt, sending } = turn.state.updates
  const due = repeats(turn) && toldAt !== undefined ? toldAt + repeatMs : null
  const isSet = turn.openAsks().some((ask) => ask.owner === owner)
  if (isSet && due === repeatAt) return
  if (isSet) turn.giveUp(owner)
  if (due === null) return
  // What is being sent tells them too.
  if (due <= turn.at) {
    if (sending === null && !messageUnderWay(turn.state)) sendRepeat(turn)
    return
  }
  turn.update({ updates: { ...turn.state.updates, repeatAt: due } })
  turn.timer(owner, 'group.repeat', 'Until it is told again', due - turn.at)
}

/** Whether there is somebody to be told again: the run stays open for it, also when its steps are done. */
function repeats({ state }: Turn): boolean {
  const { announced, incident, ending, undoing, phase } = state
  if (!announced || incident.acknowledged || incident.resolved || undoing !== undefined) return false
  return phase === 'running' || (phase === 'ending' && ending?.final === undefined && ending?.closing === null)
}
