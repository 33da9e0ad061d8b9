import { expect, test } from 'vitest'
import { nestSteps } from '../../../dsl/model/nest-steps.ts'
import { stepLines } from '../../../engine/cli/run-steps.ts'

test('every block stands under its heading, also two arms of one kind and the on error of the rule', () => {
  const ids = [
    'then.0',
    'then.0.timeout.0',
    'then.0.timeout.1',
    'then.0.timeout.1.error.0',
    'then.1',
    'then.1.if0.0',
    'then.1.if1.0',
    'then.1.if2.0',
    'then.1.else.0',
    'then.2',
    'on_error.0',
    'on_error.1',
  ]
  const lines = stepLines(nestSteps(ids.map((id) => ({ id }))))
  const shown = lines.map((line) => `${'  '.repeat(line.depth)}${'step' in line ? line.step.id : line.heading}`)
  expect(shown).toEqual([
    'then.0',
    '  on timeout:',
    '    then.0.timeout.0',
    '    then.0.timeout.1',
    '      on error:',
    '        then.0.timeout.1.error.0',
    'then.1',
    '  if:',
    '    then.1.if0.0',
    '  else if:',
    '    then.1.if1.0',
    '  else if:',
    '    then.1.if2.0',
    '  else:',
    '    then.1.else.0',
    'then.2',
    'on error:',
    '  on_error.0',
    '  on_error.1',
  ])
})
