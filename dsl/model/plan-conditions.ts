import type { Condition } from './expression.ts'
import type { Plan, PlanStep } from './plan.ts'
import { allSteps, stepsOfPlaybook } from './plan-steps.ts'

/** Every condition of a rule that may ask windows: its own and those of its steps. */
export const conditionsOf = (plan: Plan): readonly Condition[] => [
  ...(plan.when === null ? [] : [plan.when]),
  ...plan.suppress,
  ...allSteps(plan).flatMap(conditionsOfStep),
  ...Object.values(plan.playbooks ?? {}).flatMap((playbook) => stepsOfPlaybook(playbook).flatMap(conditionsOfStep)),
]

function conditionsOfStep(step: PlanStep): readonly Condition[] {
  switch (step.kind) {
    case 'if':
      return step.arms.map(({ condition }) => condition)
    case 'run':
      return step.verify === null ? [] : [step.verify.condition]
    case 'wait until':
      return [step.condition]
    case 'repeat':
      return step.until === null ? [] : [step.until]
    default:
      return []
  }
}
