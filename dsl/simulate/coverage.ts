/** Which rules, steps and handlers no test reached. */
import type { Plan, PlanStep } from '../model/plan.ts'
import { allSteps, type Block, blocksOf, blocksOfRule } from '../model/plan-steps.ts'
import type { TestOutcome } from './run-test.ts'

export interface RuleCoverage {
  readonly rule: string
  readonly file: string
  /** Some test had it take an alert. */
  readonly taken: boolean
  readonly steps: number
  readonly reached: number
  /** What was not reached, outermost only: `on timeout of "Wait for ack up to 5m"`. */
  readonly missed: readonly string[]
}

/** @param plans the rules that tests should reach */
export function coverageOf(plans: readonly Plan[], outcomes: readonly Pick<TestOutcome, 'trace'>[]): RuleCoverage[] {
  const taken = new Set<string>()
  const begun = new Set<string>()
  for (const { trace } of outcomes)
    for (const entry of trace) {
      if (entry.kind === 'run' && entry.what === 'started') taken.add(entry.rule)
      // A step inside a loop has the number of its pass behind its id, a wait begun anew how often.
      if (entry.kind === 'step' && entry.step.started_at !== null)
        begun.add(keyOf(entry.rule, entry.step.id.replace(/[#@~].*$/u, '')))
    }
  return plans.map((plan) => {
    const { name, file } = plan.rule
    const isReached = (step: PlanStep): boolean => begun.has(keyOf(name, step.id))
    const steps = allSteps(plan)
    return {
      rule: name,
      file,
      taken: taken.has(name),
      steps: steps.length,
      reached: steps.filter(isReached).length,
      missed: taken.has(name) ? blocksOfRule(plan).flatMap((block) => missedIn(block, null, isReached)) : [],
    }
  })
}

const keyOf = (rule: string, step: string): string => JSON.stringify([rule, step])

function missedIn(block: Block, owner: PlanStep | null, isReached: (step: PlanStep) => boolean): readonly string[] {
  const isMissed = block.steps.length > 0 && !block.steps.some(isReached)
  if (isMissed) return [owner === null ? `${partName(block)} of the rule` : `${partName(block)} of "${owner.title}"`]
  return block.steps.flatMap((step) =>
    isReached(step) ? blocksOf(step).flatMap((inner) => missedIn(inner, step, isReached)) : [`"${step.title}"`],
  )
}

function partName({ place: { part } }: Block): string {
  if (part === 'then') return 'the steps'
  if (part === 'else') return 'else'
  return part.startsWith('arm.') ? `arm ${Number(part.slice(4)) + 1}` : `on ${part}`
}
