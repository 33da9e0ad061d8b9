import type { WorldEvent } from '../model/activity.ts'
import { handleAround } from './handlers.ts'
import { hearLeases } from './leases.ts'
import type { Updates } from './state.ts'
import { mindOf } from './steps/index.ts'
import type { Turn } from './turn.ts'

/** Takes in what the world says, each event once. Answers whether it was new. */
export function takeIn(turn: Turn, event: WorldEvent): boolean {
  if (turn.state.seen.includes(event.id)) return false
  turn.update({ seen: [...turn.state.seen, event.id] })
  change(turn, event)
  handleAround(turn, event)
  hearLeases(turn, event)
  for (const frame of Object.values(turn.state.frames)) {
    if (frame.kind !== 'step') continue
    const step = turn.step(frame)
    mindOf(step).told?.(turn, frame, step, event)
  }
  return true
}

const withoutMuted = ({ muted: _muted, ...rest }: Updates): Updates => rest

function change(turn: Turn, event: WorldEvent): void {
  const { incident, updates } = turn.state
  switch (event.kind) {
    case 'acknowledged':
      turn.update({ incident: { ...incident, acknowledged: true, acknowledged_by: event.by } })
      return
    case 'unacknowledged':
      turn.update({ incident: { ...incident, acknowledged: false, acknowledged_by: null } })
      return
    case 'resolved':
      turn.update({ incident: { ...incident, resolved: true } })
      return
    case 'joined':
      // Alerts that join are open, so the incident is not over.
      turn.update({
        incident: { ...incident, resolved: false, severity: event.severity ?? incident.severity },
        updates: {
          ...updates,
          joined: [...updates.joined, event.alert_id, ...(event.also ?? [])],
          raised: updates.raised || event.severity !== undefined,
        },
      })
      return
    case 'severity_raised':
      turn.update({ incident: { ...incident, severity: event.severity }, updates: { ...updates, raised: true } })
      return
    case 'cancel':
      // What is being undone is undone to its end (D107).
      if (turn.state.undoing === undefined)
        turn.end('cancelled', `cancelled by ${event.by}`, { undo: event.undo ?? false })
      return
    case 'unmuted':
      if (!incident.acknowledged && updates.muted !== undefined)
        turn.update({ updates: { ...withoutMuted(updates), owed: updates.muted } })
      return
    case 'watch':
    case 'decided':
      return
  }
}
