/** Where the steps of a plan stand: the one walk through it. */
import type { Plan, PlanStep } from './plan.ts'

/** A list of steps in the plan: of the rule (`step` null) or of one of its steps. */
export interface Place {
  readonly step: string | null
  readonly part: Part
}
/** `then` and `error` of a rule; `arm.n`, `else`, `timeout`, `error` of a step. */
export type Part = 'then' | 'error' | 'timeout' | 'else' | `arm.${number}`

export interface Block {
  readonly place: Place
  readonly steps: readonly PlanStep[]
}

/** The lists of steps that a step holds, in the order in which they are written. */
export function blocksOf(step: PlanStep): readonly Block[] {
  const part = (name: Part, steps: readonly PlanStep[] | null): readonly Block[] =>
    steps === null ? [] : [{ place: { step: step.id, part: name }, steps }]
  const arms = step.kind === 'if' ? step.arms.flatMap((arm, index) => part(`arm.${index}`, arm.steps)) : []
  return [
    ...arms,
    ...(step.kind === 'if' ? part('else', step.otherwise) : []),
    ...(step.kind === 'wait' || step.kind === 'run' ? part('timeout', step.onTimeout) : []),
    ...part('error', step.onError),
  ]
}

/** The lists of steps of the rule itself. */
export const blocksOfRule = ({ steps, onError }: Pick<Plan, 'steps' | 'onError'>): readonly Block[] => [
  { place: { step: null, part: 'then' }, steps },
  ...(onError === null ? [] : [{ place: { step: null, part: 'error' } as const, steps: onError }]),
]

/** All steps, inner ones after their own, in the order in which they are written. */
export function allSteps(plan: Pick<Plan, 'steps' | 'onError'>): readonly PlanStep[] {
  const inside = (block: Block): readonly PlanStep[] =>
    block.steps.flatMap((step) => [step, ...blocksOf(step).flatMap(inside)])
  return blocksOfRule(plan).flatMap(inside)
}
