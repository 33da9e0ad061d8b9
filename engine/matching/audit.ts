/**
 * The second opinion in production: a share of the matcher's decisions is decided again by json-rules-engine, after the
 * request was answered, and never so many that ingest would feel it (D21).
 */
import { toRulesEngine } from '../../dsl/compile/rules-engine.ts'
import type { Facts } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import { decide } from './rules-engine.ts'

export interface Disagreement {
  readonly rule: string
  readonly version: string
  readonly alert_id: string | null
  readonly matcher: boolean
  /** Null: json-rules-engine could not decide at all. */
  readonly rulesEngine: boolean | null
  readonly error: string | null
}
export interface Audit {
  /** Tells of one alert's decision; cheap, and does its work later. */
  observe(plans: readonly Plan[], facts: Facts, matched: readonly Plan[]): void
  /** How many decisions of one rule about one alert were decided again. */
  decided(): number
  /** Resolves when all samples taken so far are decided. */
  idle(): Promise<void>
}
export interface AuditOptions {
  /** Of all alerts, 0 to 1 (`TOCSIN_MATCH_AUDIT`). */
  readonly share?: number
  /** Samples that may wait. */
  readonly queue?: number
  /** Rules asked per alert; of more, as many are drawn. json-rules-engine needs about 10 microseconds for each. */
  readonly rulesPerAlert?: number
  readonly random?: () => number
  onDisagreement(found: Disagreement): void
}

interface Sample {
  readonly plan: Plan
  readonly facts: Facts
  readonly matched: boolean
}

/** @throws {RangeError} when the share is no number from 0 to 1 */
export function matchAudit(options: AuditOptions): Audit {
  const { share = 0.01, queue: room = 1_000, rulesPerAlert = 20, random = Math.random, onDisagreement } = options
  if (!(share >= 0 && share <= 1))
    throw new RangeError(`TOCSIN_MATCH_AUDIT must be a number from 0 to 1, not ${share}.`)
  const waiting: Sample[] = []
  let decided = 0
  let working: Promise<void> | null = null

  const decideOne = async ({ plan, facts, matched }: Sample): Promise<void> => {
    const found = { rule: plan.rule.name, version: plan.version, alert_id: facts.alert?.id ?? null, matcher: matched }
    decided += 1
    try {
      const again = await decide(toRulesEngine(plan.when), { ...facts, meta: plan.meta })
      if (again === matched) return
      onDisagreement({ ...found, rulesEngine: again, error: null })
    } catch (error) {
      onDisagreement({ ...found, rulesEngine: null, error: error instanceof Error ? error.message : String(error) })
    }
  }
  // One sample per turn of the event loop, so that requests get in between.
  const work = async (): Promise<void> => {
    for (;;) {
      await new Promise(setImmediate)
      const sample = waiting.shift()
      if (!sample) {
        // In the same turn as the look into the queue, so that whoever adds next starts anew.
        working = null
        return
      }
      await decideOne(sample)
    }
  }

  return {
    observe(plans, facts, matched) {
      if (share === 0 || random() >= share) return
      const enabled = plans.filter((plan) => plan.enabled)
      // What matched is always asked: a rule that takes an alert wrongly does the most harm.
      const others = enabled.filter((plan) => !matched.includes(plan))
      const first = others.length <= rulesPerAlert ? 0 : Math.floor(random() * others.length)
      const drawn = Array.from({ length: Math.min(others.length, rulesPerAlert) }, (_, step) =>
        others.at((first + step) % others.length),
      )
      for (const plan of [...matched, ...drawn]) {
        if (plan && waiting.length < room) waiting.push({ plan, facts, matched: matched.includes(plan) })
      }
      working ??= work()
    },
    decided: () => decided,
    async idle() {
      while (working) await working
    },
  }
}
