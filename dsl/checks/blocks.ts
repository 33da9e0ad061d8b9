import type { Block, Step } from '../syntax/ast.ts'

/** All blocks inside a step, those of its clauses and handlers too. */
export function blocksOf(step: Step): readonly Block[] {
  return [...bodiesOf(step), ...tailBlocksOf(step)]
}

/** All steps of a block, those inside others too, in the order of the text. */
export const stepsIn = ({ steps }: Block): readonly Step[] =>
  steps.flatMap((step) => [step, ...blocksOf(step).flatMap(stepsIn)])

/** The blocks that are the step's own work. */
export function bodiesOf(step: Step): readonly Block[] {
  switch (step.kind) {
    case 'parallel':
      return step.branches.map((branch) => branch.block)
    case 'if':
      return [...step.arms.map((arm) => arm.block), ...(step.otherwise ? [step.otherwise] : [])]
    case 'for each':
    case 'repeat':
      return [step.block]
    default:
      return []
  }
}

const tailBlocksOf = (step: Step): readonly Block[] => [
  ...step.clauses.flatMap((clause) => (clause.kind === 'rollback' ? [clause.block] : [])),
  ...step.handlers.map((handler) => handler.block),
]
