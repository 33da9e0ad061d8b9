/**
 * A virtual world around the functions that production uses (D1): alerts arrive, rules decide, incidents open, runs do
 * their steps, all on a virtual clock. No I/O and no chance: the same happenings give the same trace.
 */
import { evaluate } from '../compile/evaluate.ts'
import { decideRules, factsOfDecision } from '../correlate/decide.ts'
import { groupKey } from '../correlate/grouping.ts'
import type { LifecycleEffect } from '../correlate/lifecycle.ts'
import type { ReadResult, RunInput, WatchInput } from '../model/activity.ts'
import type { Facts } from '../model/facts.ts'
import { standardTitle } from '../model/page-text.ts'
import type { Plan } from '../model/plan.ts'
import type { CompiledRuleSet } from '../model/rule-set.ts'
import type { Effect } from '../run/index.ts'
import { act, type Mocks, type Stage } from './activities.ts'
import { Alerts, type Arriving, factsOfAlert, type VirtualAlert } from './alert.ts'
import { Clock } from './clock.ts'
import { Incidents, type VirtualIncident } from './incidents.ts'
import { VirtualRun } from './run.ts'
import type { Entry, Sent } from './trace.ts'

export interface WorldOptions {
  /** What repairs answer. */
  readonly mocks?: Mocks
  /** A repair without a mock: as if all went well, or as a test must not do. */
  readonly unmocked?: 'succeed' | 'fail'
  readonly onEffect?: (run: VirtualRun, effect: Effect) => void
}

/** Enabled rules whose `when` holds, in deciding order: the definition (D21), without an index. */
export const matching = (plans: readonly Plan[], facts: Facts): readonly Plan[] =>
  plans.filter(({ enabled, when, meta }) => enabled && (when === null || evaluate(when, { ...facts, meta })))

/** Where links of messages lead: nowhere, but readable. */
const page = (kind: string, id: string): string => `https://tocsin.example/${kind}/${id}`

export class World {
  readonly clock: Clock
  readonly trace: Entry[] = []
  readonly runs: VirtualRun[] = []
  readonly alerts = new Alerts()
  readonly incidents: Incidents
  readonly mocks: Record<string, Mocks[string]>
  readonly #plans: readonly Plan[]
  readonly #options: WorldOptions
  readonly #stage: Stage
  readonly #watches: { readonly run: VirtualRun; readonly input: WatchInput }[] = []

  /** @param now when it begins, milliseconds since 1970 UTC */
  constructor(rules: CompiledRuleSet, now: number, options: WorldOptions = {}) {
    this.clock = new Clock(now)
    this.#plans = rules.plans.filter(({ enabled }) => enabled)
    this.#options = options
    this.mocks = { ...options.mocks }
    this.incidents = new Incidents({
      clock: this.clock,
      alerts: this.alerts,
      trace: (entry) => this.trace.push(entry),
      start: (incident, alert) => this.#start(incident, alert),
      resolved: (ids) => this.#tellThatItIsOver(ids.map((id) => this.incidents.get(id))),
    })
    this.#stage = {
      now: () => this.clock.now,
      schedules: rules.schedules,
      mocks: this.mocks,
      unmocked: options.unmocked ?? 'succeed',
      read: (run) => this.read(run),
      watch: (run, input) => this.#watches.push({ run, input }),
      unwatch: (run, step) => this.#forget((watch) => watch.run === run && watch.input.step === step),
      told: (run, message, resolve) => this.#told(run, message, resolve),
      whoKnows: (run) => [...this.incidents.get(run.incidentId).told.keys()],
      trace: (entry) => this.trace.push(entry),
    }
  }

  /** An event of a source arrives now; everything that follows at this instant has happened when it returns. */
  arrive(event: Arriving): void {
    const now = this.clock.now
    const { life, alert } = this.alerts.take(event, now)
    const what = { opened: 'opened', joined: 'fired again', resolved: 'resolved', ignored: 'ignored' } as const
    const { name, severity, count } = alert ?? { ...event, count: 0 }
    const id = alert?.id ?? ''
    this.trace.push({ at: now, kind: 'alert', what: what[life.outcome], alert: id, name, severity, count, by: null })
    const takes = alert && life.evaluates ? this.#decide(alert) : []
    if (alert) {
      for (const effect of life.effects) this.#affect(alert, effect, life.effects)
      for (const plan of takes) {
        const facts = factsOfDecision(factsOfAlert(alert), plan.meta, now)
        this.incidents.take(plan, groupKey(plan.group, facts, alert.id), alert)
      }
    }
    this.#settle()
  }

  /** Somebody acknowledges an incident, and with it all its active alerts (D4); one that is over changes nothing. */
  acknowledge(incident: VirtualIncident, by: string): void {
    if (incident.resolved) return
    this.incidents.acknowledgeAll(incident, by)
    this.#settle()
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

  #decide(alert: VirtualAlert): readonly Plan[] {
    const now = this.clock.now
    const seen = factsOfAlert(alert)
    const facts = factsOfDecision(seen, {}, now)
    const taken = this.incidents.rulesThatTook(alert.id)
    const decisions = decideRules(this.#plans, matching(this.#plans, facts), taken, (meta) =>
      factsOfDecision(seen, meta, now),
    )
    this.trace.push({ at: now, kind: 'decided', alert: alert.id, facts, decisions })
    return decisions.rules.flatMap(({ plan, outcome }) => (outcome === 'takes' ? [plan] : []))
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
    this.#askWatches()
    this.clock.advanceTo(this.clock.now)
  }

  /** Conditions that runs wait for are asked again whenever an alert changed (D10). */
  #askWatches(): void {
    const now = this.clock.now
    this.#forget(({ run, input }) => {
      if (run.ended || input.deadline <= now) return true
      const { alert, incident, run: own } = this.read(run)
      const { names, meta, condition } = input
      if (!evaluate(condition, { alert, incident, run: own, names, meta, error: null, now })) return false
      this.incidents.signal(this.incidents.get(run.incidentId), { kind: 'watch', watch: input.step })
      return true
    })
  }
  #forget(done: (watch: { readonly run: VirtualRun; readonly input: WatchInput }) => boolean): void {
    const kept = this.#watches.filter((watch) => !done(watch))
    this.#watches.splice(0, this.#watches.length, ...kept)
  }

  #start(incident: VirtualIncident, alert: VirtualAlert): VirtualRun {
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
      severity: alert.severity,
      status: alert.state,
    }
    this.trace.push({ at: this.clock.now, kind: 'run', what: 'started', run: id, rule: rule.name })
    const run = new VirtualRun(incident.plan, input, {
      clock: this.clock,
      act: (one, call) => act(this.#stage, one, call),
      close: (one, { outcome, message, seen }) => {
        const unseen = one.signals.filter((event) => !seen.includes(event.id))
        if (unseen.length > 0) return unseen
        this.incidents.close(this.incidents.get(one.incidentId))
        const ended = { kind: 'run', what: 'ended', run: one.id, rule: rule.name, outcome, message } as const
        this.trace.push({ at: this.clock.now, ...ended })
        return null
      },
      recorded: (one, { record }) => {
        for (const step of record.steps)
          if (step.status !== 'pending')
            this.trace.push({ at: this.clock.now, kind: 'step', run: one.id, rule: rule.name, step })
      },
      onEffect: this.#options.onEffect,
    })
    this.runs.push(run)
    return run
  }

  #told(run: VirtualRun, message: Sent, resolve: boolean): void {
    this.trace.push({ at: this.clock.now, ...message })
    const { told } = this.incidents.get(run.incidentId)
    for (const person of message.people) told.set(person, resolve || told.get(person) === true)
  }

  /** Everybody who was told hears that it is over, once, unless the step said `resolve: false` (D6). */
  #tellThatItIsOver(incidents: readonly VirtualIncident[]): void {
    const people = new Set(
      incidents.flatMap(({ told }) => [...told].flatMap(([who, resolve]) => (resolve ? [who] : []))),
    )
    const [first] = incidents
    if (people.size === 0 || !first?.run) return
    const title = standardTitle(this.read(first.run), first.plan.rule.name, 'RESOLVED')
    this.trace.push({
      ...{ at: this.clock.now, kind: 'message', run: first.run.id, rule: first.plan.rule.name, step: 'resolve_notice' },
      ...{ what: 'resolve', targets: [...people], people: [...people], via: [], level: null },
      text: { title, body: '', fields: [] },
    })
  }
}
