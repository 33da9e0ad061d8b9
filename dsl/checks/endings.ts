/** W402: steps that never run, as the run has ended before them. */
import { through } from '../model/span.ts'
import type { Block, Handler, Playbook, Rule, Step } from '../syntax/ast.ts'
import { blocksOf, bodiesOf } from './blocks.ts'
import type { Accept, Check } from './place.ts'

/** The run or playbook is over behind it, whatever way it took. */
export const ends = (step: Step): boolean =>
  step.kind === 'end' ||
  (step.kind === 'if' &&
    step.otherwise !== null &&
    [...step.arms.map((arm) => arm.block), step.otherwise].every((block) => block.steps.some(ends)))

function inBlock({ steps }: Block, accept: Accept): void {
  const last = steps.findIndex(ends)
  const [first, final] = [steps[last + 1], steps.at(-1)]
  const ending = steps[last]
  if (ending && first && final) accept({ id: 'W402', at: through(first.at, final.at), labels: [ending.at] })
  for (const step of steps) for (const block of blocksOf(step)) inBlock(block, accept)
}

/** The blocks that a rule or playbook itself holds. */
export const outerBlocks = (node: Rule | Playbook): readonly Block[] =>
  node.kind === 'playbook'
    ? [node.block, ...node.handlers.map(({ block }) => block)]
    : node.items.flatMap((item) => (item.kind === 'then' || item.kind === 'handler' ? [item.block] : []))

export const stepsAreReached: Check<Rule | Playbook> = (node, _place, accept) => {
  for (const block of outerBlocks(node)) inBlock(block, accept)
}

const catches = (handlers: readonly Handler[]): boolean => handlers.some(({ event }) => event === 'error')

/** What a rollback does is tried once and told of with its step. */
function uncaught({ steps }: Block): readonly Step[] {
  return steps.flatMap((step) =>
    catches(step.handlers)
      ? []
      : [
          ...(step.kind === 'run' ? [step] : []),
          ...[...bodiesOf(step), ...step.handlers.map(({ block }) => block)].flatMap(uncaught),
        ],
  )
}

/**
 * W505: a repair whose failure nothing handles, so that only the fallback receiver is told. A playbook's caller may handle
 * it, so only rules are asked.
 */
export const failuresAreHeard: Check<Rule> = (rule, _place, accept) => {
  const handlers = rule.items.filter((item) => item.kind === 'handler')
  if (catches(handlers)) return
  for (const item of rule.items)
    if (item.kind === 'then')
      for (const step of uncaught(item.block))
        if (step.kind === 'run') accept({ id: 'W505', at: step.name.at, args: { name: step.name.text } })
}
