/** What would happen to one alert, from its arrival until nothing more comes. */
import type { StepRecord } from '../model/activity.ts'
import type { CompiledRuleSet } from '../model/rule-set.ts'
import type { Arriving } from './alert.ts'
import { type ExplainedRule, explainRules } from './explained.ts'
import type { Entry } from './trace.ts'
import { World } from './world.ts'

export interface Simulation {
  readonly at: number
  readonly trace: readonly Entry[]
}

/**
 * Repairs are taken to succeed, nobody acknowledges, nothing resolves: waits run out in virtual time.
 * @param at when the alert arrives, milliseconds since 1970 UTC
 */
export function simulate(rules: CompiledRuleSet, event: Arriving, at: number): Simulation {
  const world = new World(rules, at)
  world.arrive(event)
  world.clock.drain()
  return { at, trace: world.trace }
}

/** A happening as JSON: times as ISO text, decisions with every rule and clause. */
export type Shown = { readonly at: string; readonly kind: string } & Readonly<Record<string, unknown>>

export const shown = (trace: readonly Entry[], rules: Pick<CompiledRuleSet, 'plans'>): readonly Shown[] =>
  trace.map((entry): Shown => {
    const at = new Date(entry.at).toISOString()
    if (entry.kind === 'decided')
      return {
        at,
        kind: 'decided',
        alert: entry.alert,
        rules: explainRules(rules.plans, entry) satisfies readonly ExplainedRule[],
      }
    if (entry.kind === 'held') return { ...entry, at, until: iso(entry.until) }
    return { ...entry, at, ...(entry.kind === 'step' && { step: shownStep(entry.step) }) }
  })

const shownStep = ({ started_at, ended_at, waiting_until, ...step }: StepRecord) => ({
  ...step,
  started_at: iso(started_at),
  ended_at: iso(ended_at),
  waiting_until: iso(waiting_until),
})
const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
