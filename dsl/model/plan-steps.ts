/** Where the steps of a plan stand: the one walk through it. */
import type { Plan, PlanPlaybook, PlanStep } from './plan.ts'

/** A list of steps in the plan: of the rule (`step` null), of a playbook (`inPlaybook`), or of one of its steps. */
export interface Place {
  readonly step: string | null
  readonly part: Part
}
/** `then` and the handlers of a rule or playbook; bodies and handlers of a step. */
export type Part =
  | 'then'
  | 'error'
  | 'resolve'
  | 'ack'
  | 'timeout'
  | 'approved'
  | 'rejected'
  | 'empty'
  | 'else'
  | 'body'
  | 'rollback'
  /** A wait that is begun anew, beside what the run is at. */
  | 'again'
  | `arm.${number}`
  | `branch.${number}`

export interface Block {
  readonly place: Place
  readonly steps: readonly PlanStep[]
}

/** What stands for the step in the places of a playbook. No step id has a slash. */
export const inPlaybook = (name: string): string => `playbook/${name}`

type Held = readonly [part: Part, steps: readonly PlanStep[] | null | undefined]

/** The lists of steps that a step holds, in the order in which they are written. */
export const blocksOf = (step: PlanStep): readonly Block[] =>
  existing(step.id, [...bodiesOf(step), ...handlersOf(step), ['error', step.onError]])

function bodiesOf(step: PlanStep): readonly Held[] {
  switch (step.kind) {
    case 'if':
      return [...step.arms.map((arm, index): Held => [`arm.${index}`, arm.steps]), ['else', step.otherwise]]
    case 'parallel':
      return step.branches.map((branch, index): Held => [`branch.${index}`, branch.steps])
    case 'for each':
      return [
        ['body', step.steps],
        ['empty', step.onEmpty],
      ]
    case 'repeat':
      return [['body', step.steps]]
    case 'run':
      return [['rollback', step.rollback]]
    default:
      return []
  }
}

function handlersOf(step: PlanStep): readonly Held[] {
  switch (step.kind) {
    case 'approve':
      return [
        ['timeout', step.onTimeout],
        ['approved', step.onApproved],
        ['rejected', step.onRejected],
        ['resolve', step.onResolve],
      ]
    case 'wait':
      return [
        ['timeout', step.onTimeout],
        ['ack', step.onAck],
        ['resolve', step.onResolve],
      ]
    case 'wait until':
      return [
        ['timeout', step.onTimeout],
        ['resolve', step.onResolve],
      ]
    case 'run':
    case 'http':
    case 'call':
    case 'repeat':
      return [['timeout', step.onTimeout]]
    default:
      return []
  }
}

const existing = (step: string | null, parts: readonly Held[]): readonly Block[] =>
  parts.flatMap(([part, steps]) => (steps ? [{ place: { step, part }, steps }] : []))

type Whole = Pick<Plan, 'steps' | 'onError' | 'onResolve' | 'onAck'>

/** The lists of steps of the rule itself. */
export const blocksOfRule = (rule: Whole): readonly Block[] => wholeBlocks(null, rule)

/** The lists of steps of a playbook itself. */
export const blocksOfPlaybook = (playbook: PlanPlaybook): readonly Block[] =>
  wholeBlocks(inPlaybook(playbook.name), playbook)

const wholeBlocks = (step: string | null, { steps, onError, onResolve, onAck }: Whole): readonly Block[] => [
  { place: { step, part: 'then' }, steps },
  ...existing(step, [
    ['error', onError],
    ['resolve', onResolve],
    ['ack', onAck],
  ]),
]

/** All steps of the rule, inner ones after their own, in the order in which they are written; not those of playbooks. */
export function allSteps(plan: Whole): readonly PlanStep[] {
  return blocksOfRule(plan).flatMap(stepsIn)
}
/** All steps of a playbook. */
export const stepsOfPlaybook = (playbook: PlanPlaybook): readonly PlanStep[] =>
  blocksOfPlaybook(playbook).flatMap(stepsIn)

/** The steps of a block, and those inside of them. */
export const stepsIn = (block: Block): readonly PlanStep[] =>
  block.steps.flatMap((step) => [step, ...blocksOf(step).flatMap(stepsIn)])

/** Whether steps of such a part are done once for each pass, under ids of the pass. */
export const isRepeated = (part: Part): boolean => part === 'body'
