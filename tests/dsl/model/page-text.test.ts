import { describe, expect, test } from 'vitest'
import { renderText } from '../../../dsl/compile/value-of.ts'
import type { MessageSource, ReadResult } from '../../../dsl/model/activity.ts'
import type { Expression } from '../../../dsl/model/expression.ts'
import { pageText, standardTitle, targetText } from '../../../dsl/model/page-text.ts'
import { alertFacts, facts, expression } from '../compile/made.ts'

const live: ReadResult = {
  alert: alertFacts({ title: 'Disk almost full', description: 'On db1.', severity: 'high', labels: { host: 'db1' } }),
  incident: { id: 'i', count: 1, alerts: [], url: '' },
  run: null,
  acknowledged: false,
  resolved: false,
}
const text = (given: Record<string, string>, template: Expression | null = null) => {
  const parts = Object.entries(given).map(([name, value]) => [name, expression(value)] as const)
  const source: MessageSource = { template, with: Object.fromEntries(parts), names: {}, meta: {}, error: null }
  return pageText(source, live, 'Disk', 0, renderText)
}

describe('the text of a page', () => {
  test("is the alert's own where the step says nothing", () =>
    expect(text({})).toEqual({ title: '[HIGH] Disk almost full', body: 'On db1.', fields: [], resolve: true }))
  test("is the step's, on one line; what else it says are fields", () =>
    expect(text({ title: '"{{label.host}}\\nis full"', body: '"now"', runbook: '"wiki"', resolve: 'false' })).toEqual({
      title: 'db1 is full',
      body: 'now',
      fields: [{ name: 'runbook', value: 'wiki' }],
      resolve: false,
    }))
  test('is the template, unless the step has a body', () => {
    const template = expression('"from the template"')
    expect(text({}, template).body).toBe('from the template')
    expect(text({ body: '"own"' }, template).body).toBe('own')
  })
  test('has the standard title where its own comes out empty', () =>
    expect(text({ title: '"{{label.absent}}"' }).title).toBe('[HIGH] Disk almost full'))
})

test('a title needs a subject: the alert, else the rule, else us', () => {
  expect(standardTitle({ ...live, alert: null }, 'Disk', 'HIGH')).toBe('[HIGH] Disk')
  expect(standardTitle({ ...live, alert: null }, null, 'HIGH')).toBe('[HIGH] Tocsin')
})
test('targets are named as the delivery log names them', () => {
  expect(targetText({ kind: 'handle', name: 'kim' }, facts(), renderText)).toBe('@kim')
  const address = expression('"#{{label.host}}"')
  expect(targetText({ kind: 'address', address }, facts({ labels: { host: 'db1' } }), renderText)).toBe('#db1')
})
