import type { Alert, TimelineEntry } from './api.ts'

export type AlertWithTimeline = Alert & { readonly timeline: readonly TimelineEntry[] }
/** A line of a timeline, and whose it is where several alerts stand together. */
export interface TimelineLine {
  readonly entry: TimelineEntry
  /** Null for what belongs to the whole incident, and where there is one alert only. */
  readonly alert: Alert | null
}

/** What an alert and its incident are told of both, at the same moment. */
const twice = new Set(['acknowledged', 'unacknowledged', 'resolved'])
const momentOf = ({ kind, at }: TimelineEntry): string => `${kind} ${at.slice(0, 19)}`

/**
 * The timelines of alerts of one incident as one, oldest first. A line of the incident that says what the alert's own line
 * of the same second says is left out: the alert's own comes first.
 */
export function timelineOf(alerts: readonly AlertWithTimeline[]): TimelineLine[] {
  const owners = new Map<string, Alert[]>()
  const entries = new Map<string, TimelineEntry>()
  for (const alert of alerts)
    for (const entry of alert.timeline) {
      entries.set(entry.id, entry)
      owners.set(entry.id, [...(owners.get(entry.id) ?? []), alert])
    }
  const told = new Set<string>()
  const lines: TimelineLine[] = []
  for (const entry of [...entries.values()].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const [alert = null, ...others] = owners.get(entry.id) ?? []
    const own = alerts.length > 1 && others.length === 0
    // Several alerts may be over at different times: that all of them are is news then.
    const moment = alerts.length > 1 ? `${momentOf(entry)} ${entry.text}` : momentOf(entry)
    if (twice.has(entry.kind) && !own && told.has(moment)) continue
    told.add(moment)
    lines.push({ entry, alert: own ? alert : null })
  }
  return lines
}
