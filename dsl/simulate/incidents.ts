/** Incidents of a virtual world: how they open, take alerts, rise, are acknowledged and end (D2, D4, D25, D85). */
import { endNotices, type Over } from '../correlate/end-notice.ts'
import { groupKey, joins, keyBy, takesUntil } from '../correlate/grouping.ts'
import { leadAlert, type Rise, rise, settlement } from '../correlate/incident.ts'
import {
  decideOpening,
  digest,
  nothingThrottled,
  type Opened,
  type Opening,
  type Throttled,
} from '../correlate/opening.ts'
import type { WorldEvent } from '../model/activity.ts'
import type { Facts } from '../model/facts.ts'
import type { Plan } from '../model/plan.ts'
import { type Severity, worstOf } from '../model/severity.ts'
import type { Value } from '../model/value.ts'
import type { Alerts, VirtualAlert } from './alert.ts'
import type { Clock } from './clock.ts'
import type { VirtualRun } from './run.ts'
import type { Entry } from './trace.ts'

/** Changes in place as time goes by. */
export interface VirtualIncident {
  readonly id: string
  readonly plan: Plan
  readonly key: string
  readonly takesUntil: number | null
  /** Ids, oldest first. */
  readonly alertIds: string[]
  /** Who was told, and whether they are told when it is over. */
  readonly told: Map<string, boolean>
  run: VirtualRun | null
  severity: Severity
  acknowledged: boolean
  /** Worst of its open alerts when it was acknowledged. */
  acknowledgedSeverity: Severity | null
  resolved: boolean
  closedAt: number | null
  /** Everybody who knows of it was told that it is over. */
  endTold: boolean
}

/** What a rule takes. */
export interface Taken {
  /** Null where no alert started the rule. */
  readonly alert: VirtualAlert | null
  /** Of this start alone. */
  readonly id: string
  /** Alerts that its windows counted, oldest first. */
  readonly counted: readonly string[]
  /** What the run can read by name: event aliases, parameters. */
  readonly names: Readonly<Record<string, Value>>
  readonly request?: Value
}

interface Around {
  readonly clock: Clock
  readonly alerts: Alerts
  trace(entry: Entry): void
  start(incident: VirtualIncident, taken: Taken): VirtualRun
  /** What a throttle held back, when its time is over. */
  throttled(plan: Plan, alertIds: readonly string[]): void
  /** One notice for the people of all of them. */
  resolved(incidentIds: readonly string[]): void
}
type What = Extract<Entry, { kind: 'incident' }>['what']
type Told<Event = WorldEvent> = Event extends WorldEvent ? Omit<Event, 'id' | 'at'> : never

export class Incidents {
  readonly all: VirtualIncident[] = []
  /** Incidents of which an alert resolved or was acknowledged. */
  readonly unsettled = new Set<VirtualIncident>()
  /** Those whose alerts are all muted. */
  readonly #muted = new Set<VirtualIncident>()
  /** Those that alerts have opened or joined since their mutes were looked at. */
  readonly #grown = new Set<VirtualIncident>()
  readonly #around: Around
  /** The newest of each rule and key. */
  readonly #newest = new Map<string, VirtualIncident>()
  readonly #byId = new Map<string, VirtualIncident>()
  readonly #byAlert = new Map<string, VirtualIncident[]>()
  readonly #opened = new Map<string, Opened>()
  readonly #throttled = new Map<string, Throttled>()
  #signals = 0

  constructor(around: Around) {
    this.#around = around
  }

  get(id: string): VirtualIncident {
    const found = this.#byId.get(id)
    if (!found) throw new Error(`There is no incident ${id}.`)
    return found
  }
  of(alertId: string): readonly VirtualIncident[] {
    return this.#byAlert.get(alertId) ?? []
  }
  rulesThatTook(alertId: string): ReadonlySet<string> {
    return new Set(this.of(alertId).map(({ plan }) => plan.rule.id))
  }
  alertsOf(incident: VirtualIncident): readonly VirtualAlert[] {
    return incident.alertIds.flatMap((id) => this.#around.alerts.get(id) ?? [])
  }
  /** Its alerts are not all over; one that no alert started is open while its run runs. */
  isOpen(incident: VirtualIncident): boolean {
    return incident.alertIds.length > 0 ? !incident.resolved : incident.closedAt === null
  }
  leadOf(incident: VirtualIncident): VirtualAlert | null {
    return leadAlert(this.alertsOf(incident))
  }

  /** Its alerts that are not over are all muted (D23). */
  isMuted(incident: VirtualIncident): boolean {
    const open = this.alertsOf(incident).filter(({ state }) => state !== 'resolved')
    return open.length > 0 && open.every(({ muted_by }) => muted_by.length > 0)
  }
  /**
   * Runs whose pages were left out hear when they are wanted again (D23).
   * @param changed ids of alerts that were changed, resolved, muted or freed since this was asked before
   */
  tellUnmuted(changed: Iterable<string>): void {
    const touched = new Set(this.#grown)
    this.#grown.clear()
    for (const id of changed) for (const incident of this.of(id)) touched.add(incident)
    const ids = new Set([...touched].flatMap(({ alertIds }) => alertIds))
    // Where all is over nobody waits for pages.
    const open = [...ids].filter((id) => (this.#around.alerts.get(id)?.state ?? 'resolved') !== 'resolved')
    for (const id of this.#around.alerts.byAge(open))
      for (const incident of this.of(id)) if (touched.delete(incident)) this.#tellUnmuted(incident)
  }
  #tellUnmuted(incident: VirtualIncident): void {
    const muted = this.isMuted(incident)
    if (!muted && this.#muted.delete(incident)) this.signal(incident, { kind: 'unmuted' })
    if (muted) this.#muted.add(incident)
  }

  /** What becomes of an alert that a rule takes; nothing is changed by asking (D85, D87, D88). */
  openingOf(plan: Plan, facts: Facts, id: string): Opening {
    return this.#decide(plan, facts, id).opening
  }

  /**
   * Takes an alert, or what started the rule without one.
   * @param facts what the rule sees of it
   * @returns the incident, unless it was throttled
   */
  take(plan: Plan, facts: Facts, taken: Taken): VirtualIncident | null {
    const id = taken.alert?.id ?? taken.id
    const { opening, state, dedupRow, throttleRow, key } = this.#decide(plan, facts, id)
    if (state.opened) this.#opened.set(dedupRow, state.opened)
    if (plan.throttle) this.#throttle(plan, throttleRow, state.throttled)
    switch (opening.kind) {
      case 'joins':
        return this.#join(this.get(opening.incidentId), taken.alert, 'joined')
      case 'opens':
        return this.#open(plan, key, taken)
      case 'deduped':
        return this.#join(this.get(opening.incidentId), taken.alert, 'deduped')
      case 'throttled':
        return null
    }
  }

  #decide(plan: Plan, facts: Facts, id: string) {
    const { now } = this.#around.clock
    const row = (by: Plan['group']['by']) => JSON.stringify([plan.rule.id, keyBy(by, facts)])
    const key = JSON.stringify([plan.rule.id, groupKey(plan.group, facts, id)])
    const dedupRow = row(plan.dedup?.by ?? [])
    const throttleRow = row(plan.throttle?.by ?? [])
    const there = this.#newest.get(key)
    const taking = there && { takes_until: there.takesUntil, closed_at: there.closedAt, resolved: there.resolved }
    const joined = there && taking && joins(taking, now) ? there.id : null
    const before = {
      opened: plan.dedup ? (this.#opened.get(dedupRow) ?? null) : null,
      throttled: this.#throttled.get(throttleRow) ?? nothingThrottled,
    }
    const spec = { dedupForMs: plan.dedup?.forMs ?? null, throttle: plan.throttle ?? null }
    return { ...decideOpening(spec, before, joined, id, this.#nextId, now), key, dedupRow, throttleRow }
  }

  get #nextId(): string {
    return `incident_${this.all.length + 1}`
  }

  #throttle(plan: Plan, row: string, state: Throttled): void {
    const { clock } = this.#around
    const known = this.#throttled.get(row)?.digestAt ?? null
    this.#throttled.set(row, state)
    if (state.digestAt === null || state.digestAt === known) return
    clock.at(state.digestAt, () => {
      const told = digest(this.#throttled.get(row) ?? nothingThrottled, clock.now)
      if (told === null) return
      this.#throttled.set(row, told.state)
      this.#around.throttled(plan, told.alertIds)
    })
  }

  #open(plan: Plan, key: string, taken: Taken): VirtualIncident {
    const { now } = this.#around.clock
    const { alert } = taken
    const severity = alert?.severity ?? 'unknown'
    const incident: VirtualIncident = {
      id: this.#nextId,
      plan,
      key,
      takesUntil: takesUntil(plan.group, now),
      alertIds: [],
      told: new Map(),
      run: null,
      severity,
      acknowledged: alert?.state === 'acknowledged',
      acknowledgedSeverity: alert?.state === 'acknowledged' ? alert.acknowledged_severity : null,
      resolved: false,
      closedAt: null,
      endTold: false,
    }
    this.all.push(incident)
    this.#newest.set(key, incident)
    this.#byId.set(incident.id, incident)
    // Those that a window counted before it was full (D83).
    for (const id of taken.counted) if (!this.rulesThatTook(id).has(plan.rule.id)) this.#add(incident, id)
    if (alert && !incident.alertIds.includes(alert.id)) this.#add(incident, alert.id)
    this.#tell(incident, 'opened', alert?.id ?? null)
    incident.run = this.#around.start(incident, taken)
    return incident
  }

  #join(incident: VirtualIncident, alert: VirtualAlert | null, what: 'joined' | 'deduped'): VirtualIncident {
    if (alert === null) return incident
    this.#add(incident, alert.id)
    incident.resolved = false
    // Of what joins a closed one nobody hears, so there is no second end to tell (D87).
    if (incident.closedAt === null) incident.endTold = false
    this.#tell(incident, what, alert.id)
    const risen = rise(incident.severity, alert.severity, false, incident.acknowledgedSeverity)
    this.signal(incident, { kind: 'joined', alert_id: alert.id, ...(risen && { severity: risen.severity }) })
    if (risen) this.#worsen(incident, risen)
    return incident
  }

  #add(incident: VirtualIncident, id: string): void {
    incident.alertIds.push(id)
    this.#grown.add(incident)
    const known = this.#byAlert.get(id)
    if (known) known.push(incident)
    else this.#byAlert.set(id, [incident])
  }

  raise(incident: VirtualIncident, severity: Severity, aboveAcknowledged: boolean): void {
    const risen = rise(incident.severity, severity, aboveAcknowledged, incident.acknowledgedSeverity)
    if (risen === null) return
    this.#worsen(incident, risen)
    this.signal(incident, { kind: 'severity_raised', severity: incident.severity })
  }

  #worsen(incident: VirtualIncident, { severity, reason }: Rise): void {
    incident.severity = severity
    this.takeBack(incident, reason)
    this.#tell(incident, 'severity raised', severity)
  }

  takeBack(incident: VirtualIncident, reason: string): void {
    if (!incident.acknowledged) return
    incident.acknowledged = false
    incident.acknowledgedSeverity = null
    this.#tell(incident, 'unacknowledged', reason)
    this.signal(incident, { kind: 'unacknowledged', reason })
  }

  /** Its time is over, for all its alerts and for every incident of these. */
  expireAck(incident: VirtualIncident): void {
    if (!incident.acknowledged || incident.resolved) return
    const { alerts, clock } = this.#around
    const reason = 'it has expired'
    for (const id of incident.alertIds) {
      if (alerts.get(id)?.state !== 'acknowledged') continue
      alerts.change(id, 'active', 'tocsin', clock.now)
      for (const other of this.of(id)) this.takeBack(other, reason)
    }
    this.takeBack(incident, reason)
  }

  /** With all its active alerts; other incidents of these may be settled by it. */
  acknowledgeAll(incident: VirtualIncident, by: string): void {
    const { alerts, clock } = this.#around
    for (const id of incident.alertIds) {
      const alert = alerts.get(id)?.state === 'active' ? alerts.change(id, 'acknowledged', by, clock.now) : null
      if (alert === null) continue
      const { name, severity, count } = alert
      this.#around.trace({ at: clock.now, kind: 'alert', what: 'acknowledged', alert: id, name, severity, count, by })
      for (const other of this.of(id)) if (other !== incident) this.unsettled.add(other)
    }
    this.#acknowledge(incident, by)
  }

  #acknowledge(incident: VirtualIncident, by: string): void {
    if (incident.acknowledged) return
    incident.acknowledged = true
    const taken = this.alertsOf(incident).filter(({ state }) => state === 'acknowledged')
    incident.acknowledgedSeverity = worstOf(taken.flatMap((alert) => alert.acknowledged_severity ?? []))
    this.#tell(incident, 'acknowledged', by)
    this.signal(incident, { kind: 'acknowledged', by })
  }

  /** Whether all alerts of an incident are resolved, or all that are left acknowledged, and what follows. */
  settle(): void {
    const over: Over[] = []
    for (const incident of this.unsettled) {
      const states = this.alertsOf(incident)
      const count = (state: VirtualAlert['state']) => states.filter((alert) => alert.state === state).length
      const settled = settlement(count('active'), count('acknowledged'))
      if (settled === 'acknowledged') this.#acknowledge(incident, lastTaker(states))
      if (settled !== 'resolved' || incident.resolved) continue
      incident.resolved = true
      if (!incident.endTold)
        over.push({ id: incident.id, count: incident.alertIds.length, alerts: incident.alertIds, action: false })
      incident.endTold = true
      this.#tell(incident, 'resolved', null)
      this.signal(incident, { kind: 'resolved' })
    }
    this.unsettled.clear()
    for (const notice of endNotices(over)) this.#around.resolved([notice.incident, ...notice.also])
  }

  close(incident: VirtualIncident): void {
    incident.closedAt = this.#around.clock.now
    this.#tell(incident, 'closed', null)
  }

  signal(incident: VirtualIncident, told: Told): void {
    const id = `signal_${++this.#signals}`
    incident.run?.signal({ id, at: this.#around.clock.now, ...told } satisfies WorldEvent)
  }

  #tell({ id, plan }: VirtualIncident, what: What, detail: string | null): void {
    this.#around.trace({
      at: this.#around.clock.now,
      kind: 'incident',
      what,
      incident: id,
      rule: plan.rule.name,
      detail,
    })
  }
}

/** Who took the alert that was acknowledged last. */
function lastTaker(alerts: readonly VirtualAlert[]): string {
  const taken = alerts.filter(({ state }) => state === 'acknowledged')
  const last = taken.reduce((a, b) => ((b.acknowledged_at ?? 0) >= (a.acknowledged_at ?? 0) ? b : a))
  return last.acknowledged_by ?? 'somebody'
}
