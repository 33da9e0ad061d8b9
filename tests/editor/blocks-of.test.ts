import { expect, test } from 'vitest'
import { nestSteps } from '../../dsl/model/nest-steps.ts'
import { blocksOf } from '../../editor/panels/blocks-of.ts'

const outline = (ids: readonly string[], inside?: string) => {
  const nodes = nestSteps(ids.map((id) => ({ id })))
  const within = inside ? (nodes.find(({ step }) => step.id === inside)?.inner ?? []) : nodes
  return blocksOf(within).map((block) => [block.branch, ...block.nodes.map(({ step }) => step.id)])
}

test('each arm of an if stands by itself, one else if apart from the next', () => {
  const arms = ['then.0.if0.0', 'then.0.if0.1', 'then.0.if1.0', 'then.0.if2.0', 'then.0.else.0']
  expect(outline(['then.0', ...arms], 'then.0')).toEqual([
    ['if', 'then.0.if0.0', 'then.0.if0.1'],
    ['else if', 'then.0.if1.0'],
    ['else if', 'then.0.if2.0'],
    ['else', 'then.0.else.0'],
  ])
})

test('what is done on timeout and the passes of a loop stand apart from the rest; named steps are of the then', () => {
  const inner = ['then.0.body.0#1', 'then.0.body.0#2', 'then.0.timeout.0']
  expect(outline(['then.0', ...inner], 'then.0')).toEqual([
    ['each time', 'then.0.body.0#1', 'then.0.body.0#2'],
    ['on timeout', 'then.0.timeout.0'],
  ])
  expect(outline(['then.0', 'fix', 'then.2', 'on_error.0'])).toEqual([
    ['', 'then.0', 'fix', 'then.2'],
    ['on error', 'on_error.0'],
  ])
})
