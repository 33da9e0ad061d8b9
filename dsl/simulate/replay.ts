/** What a rule set would have done with events of the past: who takes them, which runs start, who is told how often. */

import type { Facts } from '../model/facts.ts'
import { dayOf, isoDate, localOf } from '../model/local-time.ts'
import type { Plan } from '../model/plan.ts'
import type { CompiledRuleSet } from '../model/rule-set.ts'
import type { Arriving } from './alert.ts'
import type { Entry } from './trace.ts'
import { World } from './world.ts'

/** An event and when it arrived, milliseconds since 1970 UTC. */
export interface PastEvent {
  readonly at: number
  readonly event: Arriving
}

export interface ReplayOptions {
  /** In which days are counted; default UTC. */
  readonly zone?: string
  /** How long after a message of it an incident is acknowledged, milliseconds; null or left out: nobody acknowledges. */
  readonly acknowledgeAfterMs?: number | null
  /** Finds the rules whose `when` holds; without it each rule is asked. */
  readonly matching?: (facts: Facts) => readonly Plan[]
}

/** What one event brought about. */
export interface EventOutcome {
  /** Names of the rules that took its alert at this event. */
  readonly takenBy: readonly string[]
  /** Runs that it started. */
  readonly runs: number
  /** Messages of those runs, one for each person. */
  readonly notifications: number
}
export interface Counts {
  /** Alerts taken. */
  readonly alerts: number
  readonly runs: number
  /** One for each person and message. */
  readonly notifications: number
}
export interface Replayed {
  /** In the order in which the events were given. */
  readonly events: readonly EventOutcome[]
  /** By name; rules that took nothing are not in it. */
  readonly rules: ReadonlyMap<string, Counts>
  /** Messages by person and day (`2026-03-02`). */
  readonly people: ReadonlyMap<string, ReadonlyMap<string, number>>
  /** Firing events that no rule matched, of alerts that none took before. */
  readonly unmatched: number
}

/**
 * Lets the events arrive in the order of their times, then time pass until all runs have ended. Repairs are taken to
 * succeed.
 * @throws {RangeError} when `zone` names no time zone
 */
export function replay(rules: CompiledRuleSet, events: readonly PastEvent[], options: ReplayOptions = {}): Replayed {
  const order = events.map((_, index) => index).sort((a, b) => (events[a]?.at ?? 0) - (events[b]?.at ?? 0))
  const tally = new Tally(events.length, options.zone ?? 'UTC')
  const start = events[order[0] ?? 0]?.at ?? 0
  const world = new World(rules, start, {
    ...(options.matching && { matching: options.matching }),
    hear: (entry) => {
      const told = tally.hear(entry)
      if (told !== null && options.acknowledgeAfterMs != null) acknowledge(told, options.acknowledgeAfterMs)
    },
  })
  const acknowledge = (incident: string, afterMs: number): void => {
    world.clock.at(world.clock.now + afterMs, () => world.acknowledge(world.incidents.get(incident), 'backtest'))
  }
  for (const index of order) {
    const past = events[index]
    if (past === undefined) continue
    tally.current = null
    world.advanceTo(past.at)
    tally.current = index
    world.arrive(past.event)
  }
  tally.current = null
  for (let next = world.clock.next; next !== null; next = world.clock.next) world.advanceTo(next)
  return tally
}

interface RunTally {
  readonly event: number | null
  readonly rule: string
  readonly incident: string
}
type Writable<T> = { -readonly [K in keyof T]: T[K] }

class Tally implements Replayed {
  readonly events: Writable<EventOutcome>[]
  readonly rules = new Map<string, Writable<Counts>>()
  readonly people = new Map<string, Map<string, number>>()
  unmatched = 0
  /** The event that is arriving; null while time passes. */
  current: number | null = null
  readonly #runs = new Map<string, RunTally>()
  readonly #zone: string
  #opened = ''

  constructor(events: number, zone: string) {
    this.events = Array.from({ length: events }, () => ({ takenBy: [], runs: 0, notifications: 0 }))
    this.#zone = zone
  }

  /** @returns the incident whose people have just been told something, or null */
  hear(entry: Entry): string | null {
    switch (entry.kind) {
      case 'decided': {
        if (entry.decisions.unmatched) this.unmatched++
        const taken = entry.decisions.rules.flatMap(({ plan, outcome }) =>
          outcome === 'takes' ? [plan.rule.name] : [],
        )
        for (const rule of taken) this.#of(rule).alerts++
        const event = this.#event(this.current)
        if (event) event.takenBy = taken
        return null
      }
      case 'incident':
        if (entry.what === 'opened') this.#opened = entry.incident
        return null
      case 'run': {
        if (entry.what === 'ended') return null
        const { current: event } = this
        this.#runs.set(entry.run, { event, rule: entry.rule, incident: this.#opened })
        this.#of(entry.rule).runs++
        const cause = this.#event(event)
        if (cause) cause.runs++
        return null
      }
      case 'message': {
        const run = this.#runs.get(entry.run)
        if (run === undefined) return null
        this.#of(run.rule).notifications += entry.people.length
        const cause = this.#event(run.event)
        if (cause) cause.notifications += entry.people.length
        for (const person of entry.people) this.#tell(person, entry.at)
        return run.incident
      }
      default:
        return null
    }
  }

  #event(index: number | null): Writable<EventOutcome> | undefined {
    return index === null ? undefined : this.events[index]
  }
  #of(rule: string): Writable<Counts> {
    const known = this.rules.get(rule)
    if (known) return known
    const counts = { alerts: 0, runs: 0, notifications: 0 }
    this.rules.set(rule, counts)
    return counts
  }
  #tell(person: string, at: number): void {
    const days = this.people.get(person) ?? new Map<string, number>()
    this.people.set(person, days)
    const day = isoDate(dayOf(localOf(at, this.#zone)))
    days.set(day, (days.get(day) ?? 0) + 1)
  }
}
