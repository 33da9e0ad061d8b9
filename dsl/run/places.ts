import type { Plan, PlanStep } from '../model/plan.ts'
import { type Block, blocksOf, blocksOfPlaybook, blocksOfRule, type Place } from '../model/plan-steps.ts'

interface Places {
  readonly steps: ReadonlyMap<string, PlanStep>
  readonly blocks: ReadonlyMap<string, readonly PlanStep[]>
}
/** A plan never changes, so its places are looked up once. */
const known = new WeakMap<Plan, Places>()

function placesOf(plan: Plan): Places {
  const before = known.get(plan)
  if (before) return before
  const steps = new Map<string, PlanStep>()
  const blocks = new Map<string, readonly PlanStep[]>()
  const walk = (block: Block): void => {
    blocks.set(nameOf(block.place), block.steps)
    for (const step of block.steps) {
      steps.set(step.id, step)
      if (step.kind === 'wait' && step.expiresMs !== undefined)
        blocks.set(nameOf({ step: step.id, part: 'again' }), [step])
      blocksOf(step).forEach(walk)
    }
  }
  blocksOfRule(plan).forEach(walk)
  for (const playbook of Object.values(plan.playbooks ?? {})) blocksOfPlaybook(playbook).forEach(walk)
  const places = { steps, blocks }
  known.set(plan, places)
  return places
}

/** A step id has no slash, so no step is called like a block. */
export const nameOf = (place: Place): string => `${place.step ?? ''}/${place.part}`

/** @throws {RangeError} when the plan has no such step: then state and plan do not belong together. */
export function stepOf(plan: Plan, id: string): PlanStep {
  const step = placesOf(plan).steps.get(id)
  if (!step) throw new RangeError(`The plan of "${plan.rule.name}" has no step "${id}".`)
  return step
}

/** Null when there is no such block. */
export const stepsAt = (plan: Plan, place: Place): readonly PlanStep[] | null =>
  placesOf(plan).blocks.get(nameOf(place)) ?? null
