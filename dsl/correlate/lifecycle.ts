/**
 * The life of one alert: what an event of a source does to it (D13, D25, D47). Pure: the pipeline loads the rows, asks
 * here, and stores the answer. What people do to an alert is in `status.ts`; what it says, in `content.ts`.
 */
import { type Severity, severityRank } from '../model/severity.ts'

/** The part of an open alert that events change. Times are milliseconds since 1970 UTC. */
export interface OpenAlert {
  readonly id: string
  readonly state: 'active' | 'acknowledged'
  readonly severity: Severity
  /** Severity at the acknowledgement. */
  readonly acknowledged_severity: Severity | null
  readonly count: number
  readonly started_at: number
}

/** The last resolved alert of the same fingerprint. */
export interface PreviousAlert {
  readonly id: string
  readonly started_at: number
}

/** The part of an event that decides; null times are those the source did not send. */
export interface Occurrence {
  readonly status: 'active' | 'resolved'
  readonly severity: Severity
  readonly started_at: number | null
  readonly ended_at: number | null
}

export interface AlertChanges {
  readonly state?: 'active' | 'acknowledged' | 'resolved'
  readonly severity?: Severity
  readonly count?: number
  readonly started_at?: number
  readonly ended_at?: number | null
  readonly last_event_at?: number
  readonly previous_id?: string | null
  /** Only ever null here: the acknowledgement is taken back. */
  readonly acknowledged_by?: null
  readonly acknowledged_at?: null
  readonly acknowledged_severity?: null
}

/** One line of the timeline; `of` says whose: this alert's, or its predecessor's. */
export interface TimelineFact {
  readonly of: 'alert' | 'previous'
  readonly kind: 'opened' | 'severity' | 'unacknowledged' | 'resolved' | 'fired_again'
  readonly text: string
  readonly data: { readonly [key: string]: string | null }
}

/** What the incidents and runs of the alert hear of it. */
export type LifecycleEffect =
  | { readonly kind: 'opened' }
  | { readonly kind: 'resolved' }
  /** The acknowledgement of the alert and of its incidents is taken back (D25). */
  | { readonly kind: 'unacknowledged'; readonly reason: string }
  /** Targets already notified get one update (D25). */
  | { readonly kind: 'severity_raised'; readonly severity: Severity }

export interface LifecycleDecision {
  /** `ignored`: nothing of an alert changes; the event is stored all the same. */
  readonly outcome: 'opened' | 'joined' | 'resolved' | 'ignored'
  /** Out of order: only counts changed (D25). */
  readonly late: boolean
  /** What becomes of labels, title and the rest: `contentAfter` in `content.ts`. */
  readonly content: 'replace' | 'fill' | 'keep'
  /** The rules that have not taken this alert yet are to be evaluated (D3). */
  readonly evaluates: boolean
  readonly changes: AlertChanges
  readonly timeline: readonly TimelineFact[]
  readonly effects: readonly LifecycleEffect[]
}

/**
 * Decides one event.
 * @param open the open alert of the event's fingerprint, or null
 * @param previous its last resolved one, asked only when there is no open one
 * @param now receipt of the event
 */
export function decideEvent(
  open: OpenAlert | null,
  previous: PreviousAlert | null,
  event: Occurrence,
  now: number,
): LifecycleDecision {
  if (event.status === 'resolved') return open ? resolve(open, event, now) : ignored(false)
  return open ? fireAgain(open, event, now) : openNew(previous, event, now)
}

const ignored = (late: boolean): LifecycleDecision => ({
  outcome: 'ignored',
  late,
  content: 'keep',
  evaluates: false,
  changes: {},
  timeline: [],
  effects: [],
})

function openNew(previous: PreviousAlert | null, event: Occurrence, now: number): LifecycleDecision {
  // Strictly older only: a source that always sends the same start must still be able to fire again.
  if (previous && event.started_at !== null && event.started_at < previous.started_at) return ignored(true)
  const opened: TimelineFact = {
    of: 'alert',
    kind: 'opened',
    text: previous ? `Opened, severity ${event.severity}; fired before` : `Opened, severity ${event.severity}`,
    data: { severity: event.severity, previous_id: previous?.id ?? null },
  }
  const again: TimelineFact = { of: 'previous', kind: 'fired_again', text: 'Fired again as a new alert', data: {} }
  return {
    outcome: 'opened',
    late: false,
    content: 'replace',
    evaluates: true,
    changes: {
      state: 'active',
      severity: event.severity,
      count: 1,
      started_at: event.started_at ?? now,
      ended_at: null,
      last_event_at: now,
      previous_id: previous?.id ?? null,
    },
    timeline: previous ? [opened, again] : [opened],
    effects: [{ kind: 'opened' }],
  }
}

function fireAgain(open: OpenAlert, event: Occurrence, now: number): LifecycleDecision {
  const counts = { count: open.count + 1, last_event_at: now }
  const joined = { outcome: 'joined', evaluates: true, late: false, content: 'replace' } as const
  if (event.started_at !== null && event.started_at < open.started_at)
    return { ...ignored(true), outcome: 'joined', changes: counts }
  if (event.severity === open.severity) return { ...joined, changes: counts, timeline: [], effects: [] }

  const changes = { ...counts, severity: event.severity }
  const rises = severityRank(event.severity) > severityRank(open.severity)
  const severity: TimelineFact = {
    of: 'alert',
    kind: 'severity',
    text: `Severity ${rises ? 'rose' : 'fell'} from ${open.severity} to ${event.severity}`,
    data: { from: open.severity, to: event.severity },
  }
  if (!rises) return { ...joined, changes, timeline: [severity], effects: [] }
  const raised: LifecycleEffect = { kind: 'severity_raised', severity: event.severity }
  if (open.state === 'active') return { ...joined, changes, timeline: [severity], effects: [raised] }

  // Somebody took it on at this severity or a worse one already: nothing new to tell.
  const known = open.acknowledged_severity ?? open.severity
  if (severityRank(event.severity) <= severityRank(known))
    return { ...joined, changes, timeline: [severity], effects: [] }
  const reason = `Severity rose above ${known}, the severity at the acknowledgement`
  return {
    ...joined,
    changes: {
      ...changes,
      state: 'active',
      acknowledged_by: null,
      acknowledged_at: null,
      acknowledged_severity: null,
    },
    timeline: [
      severity,
      { of: 'alert', kind: 'unacknowledged', text: reason, data: { from: known, to: event.severity } },
    ],
    effects: [{ kind: 'unacknowledged', reason }, raised],
  }
}

function resolve(open: OpenAlert, event: Occurrence, now: number): LifecycleDecision {
  // A resolve that ended before this alert began belongs to an earlier one. The start is asked only where no end came:
  // a source may send it with the resolve only, and the stored one is then our receipt of the first event.
  const belongsTo = event.ended_at ?? event.started_at
  if (belongsTo !== null && belongsTo < open.started_at) return { ...ignored(true), outcome: 'joined' }
  return {
    outcome: 'resolved',
    late: false,
    content: 'fill',
    evaluates: false,
    changes: { state: 'resolved', ended_at: event.ended_at ?? now, last_event_at: now },
    timeline: [{ of: 'alert', kind: 'resolved', text: 'Resolved by its source', data: {} }],
    effects: [{ kind: 'resolved' }],
  }
}
