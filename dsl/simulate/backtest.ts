/** Two rule sets over the same events of the past: what the newer one would change. */
import type { CompiledRuleSet } from '../model/rule-set.ts'
import { type Counts, type EventOutcome, type PastEvent, type Replayed, type ReplayOptions, replay } from './replay.ts'

export interface Change<T> {
  readonly before: T
  readonly after: T
}
/** An event that other rules would take, or of which more or fewer messages would come. */
export interface ChangedEvent {
  /** Its place among the events given, from 0. */
  readonly index: number
  /** Names of rules that would take its alert as well. */
  readonly gains: readonly string[]
  /** Names of rules that would no longer take it. */
  readonly loses: readonly string[]
  readonly runs: Change<number>
  readonly notifications: Change<number>
}
export interface ChangedRule extends Record<keyof Counts, Change<number>> {
  readonly rule: string
}
export interface PersonDay extends Change<number> {
  readonly person: string
  /** `2026-03-02`. */
  readonly day: string
}
export interface Backtest {
  /** In their order; those that nothing changes for are left out. */
  readonly events: readonly ChangedEvent[]
  /** Every rule that took an alert before or after, in the order of the difference in messages, then by name. */
  readonly rules: readonly ChangedRule[]
  /** Every person and day with a message before or after, by day, then person. */
  readonly people: readonly PersonDay[]
  readonly totals: Readonly<Record<'runs' | 'notifications' | 'unmatched', Change<number>>>
}

/** @param options of each of the two replays; a matcher belongs to one rule set, so each has its own */
export const backtest = (
  rules: Change<CompiledRuleSet>,
  events: readonly PastEvent[],
  options: Change<ReplayOptions>,
): Backtest =>
  compared({
    before: replay(rules.before, events, options.before),
    after: replay(rules.after, events, options.after),
  })

/** @param replayed of the same events */
export function compared(replayed: Change<Replayed>): Backtest {
  const { before, after } = replayed
  const sum = (of: (counts: Counts) => number): Change<number> =>
    both(replayed, ({ rules }) => [...rules.values()].reduce((total, counts) => total + of(counts), 0))
  return {
    events: before.events.flatMap((outcome, index) => changedEvent(index, outcome, after.events[index] ?? nothing)),
    rules: union(before.rules, after.rules).map(changedRule(replayed)).sort(byDifference),
    people: union(before.people, after.people)
      .flatMap((person) => personDays(person, replayed))
      .sort((a, b) => order(a.day, b.day) || order(a.person, b.person)),
    totals: {
      runs: sum(({ runs }) => runs),
      notifications: sum(({ notifications }) => notifications),
      unmatched: both(replayed, ({ unmatched }) => unmatched),
    },
  }
}

const nothing: EventOutcome = { takenBy: [], runs: 0, notifications: 0 }
const zero: Counts = { alerts: 0, runs: 0, notifications: 0 }

function changedEvent(index: number, before: EventOutcome, after: EventOutcome): readonly ChangedEvent[] {
  const gains = after.takenBy.filter((rule) => !before.takenBy.includes(rule))
  const loses = before.takenBy.filter((rule) => !after.takenBy.includes(rule))
  const same = before.runs === after.runs && before.notifications === after.notifications
  if (same && gains.length === 0 && loses.length === 0) return []
  const outcome = { before, after }
  const runs = both(outcome, (one) => one.runs)
  return [{ index, gains, loses, runs, notifications: both(outcome, (one) => one.notifications) }]
}

const changedRule =
  (replayed: Change<Replayed>) =>
  (rule: string): ChangedRule => {
    const counts = both(replayed, ({ rules }) => rules.get(rule) ?? zero)
    return {
      rule,
      alerts: both(counts, ({ alerts }) => alerts),
      runs: both(counts, ({ runs }) => runs),
      notifications: both(counts, ({ notifications }) => notifications),
    }
  }

function byDifference(a: ChangedRule, b: ChangedRule): number {
  const difference = ({ notifications }: ChangedRule) => Math.abs(notifications.after - notifications.before)
  return difference(b) - difference(a) || order(a.rule, b.rule)
}

function personDays(person: string, replayed: Change<Replayed>): readonly PersonDay[] {
  const days = both(replayed, ({ people }) => people.get(person) ?? new Map<string, number>())
  return union(days.before, days.after).map((day) => ({ person, day, ...both(days, (counts) => counts.get(day) ?? 0) }))
}

const both = <T, R>({ before, after }: Change<T>, of: (one: T) => R): Change<R> => ({
  before: of(before),
  after: of(after),
})
const union = (a: ReadonlyMap<string, unknown>, b: ReadonlyMap<string, unknown>): readonly string[] => [
  ...new Set([...a.keys(), ...b.keys()]),
]
/** By code point, as everywhere where an order must be the same on every machine. */
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
