/** Alerts of a virtual world: what arrives, and what it becomes by the functions that production uses. */
import { type AlertContent, contentAfter } from '../correlate/content.ts'
import { fingerprintInput } from '../correlate/fingerprint.ts'
import { decideEvent, type LifecycleDecision, type PreviousAlert } from '../correlate/lifecycle.ts'
import { changeStatus, type StatusSubject, statusOf } from '../correlate/status.ts'
import type { AlertFacts } from '../model/facts.ts'
import { sha256 } from '../model/sha256.ts'

/** One event of a source, as an intake adapter understands it. Times are milliseconds since 1970 UTC. */
export interface Arriving extends AlertContent {
  readonly source: string
  /** The source's own identity, or null: then it is made of source, name and labels (D11). */
  readonly fingerprint: string | null
  readonly status: 'active' | 'resolved'
  readonly severity: AlertFacts['severity']
  readonly started_at: number | null
  readonly ended_at: number | null
}

export interface VirtualAlert extends AlertContent, StatusSubject {
  readonly id: string
  readonly source: string
  readonly fingerprint: string
  readonly count: number
  readonly started_at: number
  readonly received_at: number
  /** What mutes it now (D22). */
  readonly muted_by: readonly string[]
}

export const factsOfAlert = (alert: VirtualAlert): AlertFacts => ({
  id: alert.id,
  source: alert.source,
  name: alert.name,
  title: alert.title,
  description: alert.description,
  url: alert.url,
  severity: alert.severity,
  status: statusOf(alert.state, alert.muted_by),
  tags: alert.tags,
  value: alert.value,
  started_at: alert.started_at,
  ended_at: alert.ended_at,
  received_at: alert.received_at,
  count: alert.count,
  fingerprint: alert.fingerprint,
  labels: alert.labels,
  metadata: alert.metadata,
})

export interface TakenIn {
  readonly life: LifecycleDecision
  readonly alert: VirtualAlert | null
  readonly fingerprint: string
  /** When the open alert that the event found had started; null where it found none. */
  readonly knownSince: number | null
}

export class Alerts {
  readonly #all = new Map<string, VirtualAlert>()
  /** Ids of the open ones, by source and fingerprint. */
  readonly #open = new Map<string, string>()
  readonly #previous = new Map<string, PreviousAlert>()
  #changed = new Set<string>()
  /** Places in the order in which they were opened, by id. */
  readonly #places = new Map<string, number>()

  get(id: string): VirtualAlert | undefined {
    return this.#all.get(id)
  }
  /** For what is told of several: by the order in which they were opened. */
  byAge(ids: Iterable<string>): readonly string[] {
    const placeOf = (id: string) => this.#places.get(id) ?? 0
    return [...ids].sort((a, b) => placeOf(a) - placeOf(b))
  }
  /** Ids of those that were opened, changed or resolved since this was asked before; what mutes them is no change. */
  takeChanged(): ReadonlySet<string> {
    const changed = this.#changed
    this.#changed = new Set()
    return changed
  }
  /** Oldest first. */
  open(): readonly VirtualAlert[] {
    return [...this.#open.values()].flatMap((id) => this.#all.get(id) ?? [])
  }

  /** The alert is null when the event found none and opened none. */
  take(event: Arriving, now: number): TakenIn {
    const made = fingerprintInput({ ...event, tenant: 'default', integration: 'default' })
    const fingerprint = event.fingerprint ?? sha256(made)
    const identity = JSON.stringify([event.source, fingerprint])
    const before = this.#all.get(this.#open.get(identity) ?? '') ?? null
    const known = before && { ...before, state: before.state === 'acknowledged' ? before.state : ('active' as const) }
    const knownSince = before?.started_at ?? null
    const life = decideEvent(known, this.#previous.get(identity) ?? null, event, now)
    if (life.outcome === 'opened') {
      const alert = this.#put({ ...newAlert(event, fingerprint, this.#all.size + 1, now), ...changesOf(life) })
      this.#open.set(identity, alert.id)
      this.#places.set(alert.id, this.#places.size)
      return { life, alert, fingerprint, knownSince }
    }
    if (before === null || life.outcome === 'ignored') return { life, alert: before, fingerprint, knownSince }
    const alert = this.#put({ ...before, ...contentAfter(before, event, life.content), ...changesOf(life) })
    if (alert.state === 'resolved') this.#over(identity, alert)
    return { life, alert, fingerprint, knownSince }
  }

  /** What people do. Null when it changes nothing. */
  change(id: string, to: 'active' | 'acknowledged' | 'resolved', actor: string, now: number): VirtualAlert | null {
    const before = this.#all.get(id)
    const decision = before && changeStatus(before, to, actor, null, now)
    if (before === undefined || decision?.kind !== 'changed') return null
    const alert = this.#put({ ...before, ...decision.alert })
    if (to === 'resolved') this.#over(JSON.stringify([alert.source, alert.fingerprint]), alert)
    return alert
  }

  mute(id: string, by: readonly string[]): void {
    const alert = this.#all.get(id)
    if (alert) this.#all.set(id, { ...alert, muted_by: by })
  }

  #put(alert: VirtualAlert): VirtualAlert {
    this.#all.set(alert.id, alert)
    this.#changed.add(alert.id)
    return alert
  }
  #over(identity: string, { id, started_at }: VirtualAlert): void {
    this.#open.delete(identity)
    this.#previous.set(identity, { id, started_at })
  }
}

const newAlert = (event: Arriving, fingerprint: string, no: number, now: number): VirtualAlert => ({
  id: `alert_${no}`,
  source: event.source,
  fingerprint,
  ...contentAfter(event, event, 'replace'),
  state: 'active',
  severity: event.severity,
  count: 1,
  started_at: event.started_at ?? now,
  ended_at: null,
  received_at: now,
  muted_by: [],
  acknowledged_by: null,
  acknowledged_at: null,
  acknowledged_severity: null,
  resolved_by: null,
  resolution_note: null,
})

const changesOf = ({ changes }: LifecycleDecision) => {
  const { last_event_at: _event, previous_id: _previous, ...rest } = changes
  return rest
}
