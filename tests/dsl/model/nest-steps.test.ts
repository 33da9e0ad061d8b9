import { expect, test } from 'vitest'
import { nestSteps, type StepNode } from '../../../dsl/model/nest-steps.ts'

const outline = (nodes: readonly StepNode<{ id: string }>[]): unknown[] =>
  nodes.map(({ step, branch, inner }) => [`${branch} ${step.id}`.trim(), ...outline(inner)])

test('steps stand under the step whose block holds them', () => {
  const ids = [
    'then.0',
    'then.1',
    'then.1.timeout.0',
    'then.1.timeout.1',
    'then.1.timeout.1.timeout.0',
    'then.2',
    'then.2.if0.0',
    'then.2.if1.0',
    'then.2.else.0',
    'fix',
    'fix.error.0',
    'on_error.0',
  ]
  expect(outline(nestSteps(ids.map((id) => ({ id }))))).toEqual([
    ['then.0'],
    [
      'then.1',
      ['on timeout then.1.timeout.0'],
      ['on timeout then.1.timeout.1', ['on timeout then.1.timeout.1.timeout.0']],
    ],
    ['then.2', ['if then.2.if0.0'], ['else if then.2.if1.0'], ['else then.2.else.0']],
    ['fix', ['on error fix.error.0']],
    ['on error on_error.0'],
  ])
})

test('no step is lost when its holder is not in the list', () => {
  expect(outline(nestSteps([{ id: 'then.4.error.0' }]))).toEqual([['then.4.error.0']])
})
