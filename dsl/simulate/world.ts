/**
 * A virtual world around the functions that production uses (D1): alerts arrive, rules decide, incidents open, runs do
 * their steps, all on a virtual clock. No I/O and no chance: the same happenings give the same trace.
 */
import { evaluate } from '../compile/evaluate.ts'
import { factsOfDecision } from '../correlate/decide.ts'
import type { LifecycleEffect } from '../correlate/lifecycle.ts'
import { type Occurred, occurrenceOf } from '../correlate/occurrence.ts'
import { Unasked } from '../correlate/unasked.ts'
import type { ReadInput, ReadResult, RunInput } from '../model/activity.ts'
import type { Condition } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import { type Plan, startsOnAlert } from '../model/plan.ts'
import type { CompiledRuleSet } from '../model/rule-set.ts'
import type { Effect } from '../run/index.ts'
import { absenceEvent } from './absence-event.ts'
import type { Absence } from './absences.ts'
import { act, type Mocks, type Stage } from './activities.ts'
import { Alerts, type Arriving, factsOfAlert, type VirtualAlert } from './alert.ts'
import { type Answers, noAnswers, withMockedCalls } from './answers.ts'
import { Clock } from './clock.ts'
import { Deciding } from './deciding.ts'
import { Incidents, type Taken, type VirtualIncident } from './incidents.ts'
import { Mutes } from './mutes.ts'
import { VirtualRun } from './run.ts'
import { tellThatItIsOver, tellThrottled, told } from './telling.ts'
import type { Entry } from './trace.ts'
import { Triggers } from './triggers.ts'
import { Watches } from './watches.ts'
import { Windows } from './windows.ts'

export interface WorldOptions {
  /** What repairs answer. */
  readonly mocks?: Mocks
  /** A repair without a mock: as if all went well, or as a test must not do. */
  readonly unmocked?: 'succeed' | 'fail'
  /** The enabled rules whose `when` holds, in deciding order; without it each is asked by the definition. */
  readonly matching?: (facts: Facts) => readonly Plan[]
  /** Hears of every happening; without it they are kept in `trace`. */
  readonly hear?: (entry: Entry) => void
  /** Rules on a clock start by themselves, and what was never seen is missed from the beginning on. */
  readonly clockStarts?: boolean
  readonly onEffect?: (run: VirtualRun, effect: Effect) => void
}

/** Enabled rules that alerts start and whose `when` holds, in deciding order: the definition (D21), without an index. */
export const matching = (plans: readonly Plan[], facts: Facts): readonly Plan[] =>
  plans.filter(
    (plan) =>
      plan.enabled && startsOnAlert(plan) && (plan.when === null || evaluate(plan.when, { ...facts, meta: plan.meta })),
  )

const nothing: Facts = { alert: null, incident: null, meta: {}, names: {}, run: null, error: null, now: 0 }

/** Where links of messages lead: nowhere, but readable. */
const page = (kind: string, id: string): string => `https://tocsin.example/${kind}/${id}`

export class World {
  readonly clock: Clock
  readonly trace: Entry[] = []
  readonly runs: VirtualRun[] = []
  readonly alerts = new Alerts()
  readonly incidents: Incidents
  /** Rules that a test says have an open incident, whatever `by` asks. */
  readonly assumedOpen = new Set<string>()
  readonly mocks: Record<string, Mocks[string]>
  /** What requests, ticket systems and playbooks answer. */
  readonly answers: Answers = noAnswers()
  readonly plans: readonly Plan[]
  readonly matching: (facts: Facts) => readonly Plan[]
  readonly hear: (entry: Entry) => void
  readonly #options: WorldOptions
  readonly #stage: Stage
  readonly #windows: Windows
  readonly #mutes: Mutes
  readonly #triggers: Triggers
  #events = 0
  readonly #unasked = new Unasked<Absence>()
  #tickets = 0
  readonly #watches: Watches
  readonly #deciding: Deciding

  /** @param now when it begins, milliseconds since 1970 UTC */
  constructor(rules: CompiledRuleSet, now: number, options: WorldOptions = {}) {
    this.clock = new Clock(now)
    this.plans = rules.plans.filter(({ enabled }) => enabled)
    this.matching = options.matching ?? ((facts) => matching(this.plans, facts))
    this.hear = options.hear ?? ((entry) => this.trace.push(entry))
    this.#options = options
    this.mocks = { ...options.mocks }
    this.#windows = new Windows(this.plans)
    this.#mutes = new Mutes(rules.inhibitions ?? [])
    this.#triggers = new Triggers(this.plans, this.clock, options.clockStarts ?? false, {
      matched: (sequence) => {
        this.#deciding.sequence(sequence)
        this.#settle()
      },
      absent: (absence) => this.#absent(absence),
      back: (absence) => this.#arrive(absenceEvent(absence, 'resolved'), false),
      ticked: (plan, detail) => this.start(plan, {}, detail),
    })
    this.incidents = new Incidents({
      clock: this.clock,
      alerts: this.alerts,
      trace: this.hear,
      start: (incident, taken) => this.#start(incident, taken),
      throttled: (plan, alertIds) => tellThrottled(this, plan, alertIds),
      resolved: (ids) => tellThatItIsOver(this, ids),
    })
    this.#watches = new Watches({
      clock: this.clock,
      windows: this.#windows,
      read: (run) => this.read(run),
      holds: (run, watch) => this.incidents.signal(this.incidents.get(run.incidentId), { kind: 'watch', watch }),
    })
    this.#deciding = new Deciding(this, this.#windows, this.#triggers)
    this.#stage = {
      now: () => this.clock.now,
      schedules: rules.schedules,
      mocks: this.mocks,
      answers: this.answers,
      readCounts: (run, input) => this.#readCounts(run, input),
      asked: (run, step, people) => run.asked.set(step, people),
      ticketNo: () => ++this.#tickets,
      unmocked: options.unmocked ?? 'succeed',
      read: (run) => this.read(run),
      muted: (run) => this.incidents.isMuted(this.incidents.get(run.incidentId)),
      watch: (run, input) => this.#watches.add(run, input),
      unwatch: (run, step) => this.#watches.forget(run, step),
      expireAck: (run) => this.incidents.expireAck(this.incidents.get(run.incidentId)),
      told: (run, message, resolve) => told(this, run, message, resolve),
      whoKnows: (run) => [...this.incidents.get(run.incidentId).told.keys()],
      trace: this.hear,
    }
  }

  /** An event of a source arrives now; everything that follows at this instant has happened when it returns. */
  arrive(event: Arriving): void {
    this.#arrive(event, true)
    this.#settle()
  }

  /** Alerts that match are not told of from now on (D22, D23). */
  silence(matches: Condition, forMs: number): void {
    const now = this.clock.now
    this.#mutes.silence({ matches, from: now, until: now + forMs })
    this.clock.at(now + forMs, () => {
      this.#mute()
      this.#settle()
    })
    this.#mute()
    this.#settle()
  }

  /**
   * Starts a rule that no alert starts: by hand, by a webhook, by the clock; if its `when` holds of what there is to read.
   * @param detail what started it, for people
   */
  start(plan: Plan, given: Partial<Pick<Taken, 'names' | 'request'>>, detail: string | null): void {
    const now = this.clock.now
    this.hear({ at: now, kind: 'triggered', what: plan.trigger?.kind ?? 'alert', rule: plan.rule.name, detail })
    const facts: Facts = { ...nothing, meta: plan.meta, now, ...given }
    this.#take(plan, facts, { alert: null, id: this.#eventId(), counted: [], names: {}, ...given })
  }

  /** Somebody acknowledges an incident, and with it all its active alerts (D4); one that is over changes nothing. */
  acknowledge(incident: VirtualIncident, by: string): void {
    if (incident.resolved) return
    this.incidents.acknowledgeAll(incident, by)
    this.#mute()
    this.#settle()
  }

  /**
   * Somebody decides about what runs have asked.
   * @returns what kept it from being heard: nobody asked anything, or somebody else
   */
  decide(by: string, approved: boolean): 'nobody asks' | 'not asked' | null {
    const asking = this.runs.flatMap((run) => run.asking.map((step) => ({ run, step })))
    if (asking.length === 0) return 'nobody asks'
    const mine = asking.filter(({ run, step }) => run.asked.get(step)?.includes(by))
    if (mine.length === 0) return 'not asked'
    for (const { run, step } of mine)
      this.incidents.signal(this.incidents.get(run.incidentId), { kind: 'decided', step, approved, by, comment: null })
    this.#settle()
    return null
  }

  advanceTo(time: number): void {
    this.clock.advanceTo(time)
  }

  /** Live facts of a run's incident, as the database would give them now (D89). */
  read(run: VirtualRun): ReadResult {
    const incident = this.incidents.get(run.incidentId)
    const alerts = this.incidents.alertsOf(incident)
    const lead = this.incidents.leadOf(incident)
    return {
      alert: lead && factsOfAlert(lead),
      incident: {
        id: incident.id,
        count: alerts.length,
        alerts: alerts.slice(0, 100).map(factsOfAlert),
        url: page('incidents', incident.id),
      },
      run: { id: run.id, started_at: run.startedAt, url: page('runs', run.id) },
      acknowledged: incident.acknowledged,
      resolved: incident.resolved,
    }
  }

  /** @param asks rules on alerts are asked too; not about what Tocsin itself has noticed */
  #arrive(event: Arriving, asks: boolean): VirtualAlert | null {
    const now = this.clock.now
    const { life, alert, fingerprint, knownSince } = this.alerts.take(event, now)
    const what = { opened: 'opened', joined: 'fired again', resolved: 'resolved', ignored: 'ignored' } as const
    const { name, severity, count } = alert ?? { ...event, count: 0 }
    this.hear({
      at: now,
      kind: 'alert',
      what: what[life.outcome],
      alert: alert?.id ?? '',
      name,
      severity,
      count,
      by: null,
    })
    if (alert === null) return null
    const muted = this.#mute(alert.id)
    const fires = event.status === 'active' && life.outcome !== 'ignored' && asks
    let takes = () => {}
    if (fires) {
      const told = { eventId: this.#eventId(), alertId: alert.id, fingerprint, startedAt: event.started_at }
      const occurred = occurrenceOf(told, knownSince, now)
      this.#triggers.seen(factsOfAlert(this.#now(alert)), occurred?.at ?? now, now)
      if (!muted) takes = this.#ask(alert, occurred ?? this.#unasked.takeOccurrence(alert.id, now), life.evaluates)
      else if (occurred) this.#unasked.occurred(occurred)
    }
    // What it says of incidents that it belongs to already comes before those that it opens or joins.
    for (const effect of life.effects) this.#affect(alert, effect, life.effects)
    takes()
    return alert
  }

  /**
   * Feeds the windows and asks the rules (D22).
   * @returns what lets the rules take it
   */
  #ask({ id }: VirtualAlert, occurred: Occurred | null, evaluates: boolean): () => void {
    const now = this.clock.now
    const alert = this.alerts.get(id)
    if (!alert) return () => {}
    const seen = factsOfAlert(alert)
    const ofRule = (meta: Plan['meta']) => factsOfDecision(seen, meta, now)
    if (occurred) {
      this.#windows.feed(occurred, ofRule({}))
      this.#triggers.occurred(occurred, ofRule)
    }
    if (evaluates) return this.#deciding.alert(alert, occurred?.at ?? now)
    this.#triggers.matched()
    return () => {}
  }

  /** What has stayed away becomes an alert of its own, so that people can acknowledge it and it ends when the event is back. */
  #absent(absence: Absence): void {
    const { plan } = absence
    const now = this.clock.now
    const event = absenceEvent(absence, 'active')
    this.hear({ at: now, kind: 'triggered', what: 'absence', rule: plan.rule.name, detail: event.title })
    const alert = this.#arrive(event, false)
    if (!alert) return
    const muted = this.#now(alert).muted_by.length > 0
    this.#unasked.absent(alert.id, absence, muted)
    if (!muted) this.#missed(absence, alert)
  }

  /** The absence's own rule takes its alert. */
  #missed({ plan }: Absence, alert: VirtualAlert): void {
    const now = this.clock.now
    const facts = factsOfDecision(factsOfAlert(alert), plan.meta, now)
    this.#take(plan, facts, { alert, id: alert.id, counted: [], names: {} })
  }

  /** What has started a rule opens an incident, unless something holds it back, which is told. */
  #take(plan: Plan, facts: Facts, taken: Taken): void {
    const held = this.#deciding.heldBack(plan, facts, taken.id)
    if (held) this.hear({ at: this.clock.now, kind: 'held', rule: plan.rule.name, ...held })
    // Dedup and throttle remember also what they hold back, and a group takes the alert of an absence.
    if (held === null || held.by === 'deduped' || held.by === 'throttled' || held.by === 'joined')
      this.incidents.take(plan, facts, taken)
    this.#settle()
  }

  /**
   * What mutes the alerts now. Those that nothing mutes any more are asked about as if they had just come (D22).
   * @param arriving the alert that is being asked about anyway
   * @returns whether that one is muted
   */
  #mute(arriving: string | null = null): boolean {
    if (!this.#mutes.any) return false
    const now = this.clock.now
    const changed = this.alerts.takeChanged()
    const looked = this.#mutes.look(changed, (id) => this.alerts.get(id), now)
    const freed: VirtualAlert[] = []
    for (const [id, by] of looked) {
      const { name, muted_by } = this.alerts.get(id) ?? { name: '', muted_by: by }
      if (by.join() === muted_by.join()) continue
      this.alerts.mute(id, by)
      this.hear({ at: now, kind: 'mute', alert: id, name, by })
      const alert = this.alerts.get(id)
      if (by.length === 0 && id !== arriving && alert) freed.push(alert)
    }
    this.incidents.tellUnmuted(new Set([...changed, ...looked.map(([id]) => id)]))
    const asked = arriving === null ? undefined : this.alerts.get(arriving)
    for (const alert of freed) this.#free(alert)
    return asked !== undefined && asked.state !== 'resolved' && asked.muted_by.length > 0
  }
  /** Its last mute has ended: what it told before it was muted was counted then, and is not again (D79). */
  #free(alert: VirtualAlert): void {
    const freed = this.#unasked.free(alert.id, this.clock.now)
    if (freed?.kind === 'absence') this.#missed(freed.absence, alert)
    if (freed?.kind === 'occurrence') this.#ask(alert, freed.occurred, true)()
  }
  #now(alert: VirtualAlert): VirtualAlert {
    return this.alerts.get(alert.id) ?? alert
  }
  #eventId(): string {
    return `event_${++this.#events}`
  }

  #readCounts(run: VirtualRun, { counts: asked }: ReadInput): ReadResult {
    const read = this.read(run)
    if (asked === undefined) return read
    const { alert, incident, run: own } = read
    const facts = { ...nothing, alert, incident, run: own, meta: run.plan.meta, now: this.clock.now }
    return { ...read, counts: this.#windows.countsNow(asked, facts) }
  }

  #affect(alert: VirtualAlert, effect: LifecycleEffect, all: readonly LifecycleEffect[]): void {
    const anew = all.some(({ kind }) => kind === 'unacknowledged')
    for (const incident of this.incidents.of(alert.id)) {
      if (effect.kind === 'unacknowledged') this.incidents.takeBack(incident, effect.reason)
      if (effect.kind === 'severity_raised') this.incidents.raise(incident, effect.severity, anew)
      if (effect.kind === 'resolved') this.incidents.unsettled.add(incident)
    }
  }

  #settle(): void {
    this.incidents.settle()
    this.#watches.ask()
    this.clock.advanceTo(this.clock.now)
  }

  #start(incident: VirtualIncident, { alert, names, request }: Taken): VirtualRun {
    const id = `run_${this.runs.length + 1}`
    const { rule } = incident.plan
    const input: Omit<RunInput, 'plan'> = {
      schema: 1,
      installation: 'virtual',
      tenant: 'default',
      run_id: id,
      incident_id: incident.id,
      workflow_id: `default/${rule.id}/${incident.id}`,
      ordinal: 1,
      severity: incident.severity,
      status: alert?.state ?? 'active',
      names,
      ...(request !== undefined && { request }),
    }
    this.hear({ at: this.clock.now, kind: 'run', what: 'started', run: id, rule: rule.name })
    const run = new VirtualRun(withMockedCalls(incident.plan, this.answers), input, {
      clock: this.clock,
      act: (one, call) => act(this.#stage, one, call),
      close: (one, { outcome, message, seen }) => {
        const unseen = one.signals.filter((event) => !seen.includes(event.id))
        if (unseen.length > 0) return unseen
        this.incidents.close(this.incidents.get(one.incidentId))
        const ended = { kind: 'run', what: 'ended', run: one.id, rule: rule.name, outcome, message } as const
        this.hear({ at: this.clock.now, ...ended })
        return null
      },
      recorded: (one, { record }) => {
        // Those that will not be done are not told one by one.
        for (const step of record.steps)
          if (step.started_at !== null)
            this.hear({ at: this.clock.now, kind: 'step', run: one.id, rule: rule.name, step })
      },
      onEffect: this.#options.onEffect,
    })
    this.runs.push(run)
    return run
  }
}
