import { describe, expect, test } from 'vitest'
import { renderText } from '../../../dsl/compile/value-of.ts'
import type { MessageSource, ReadResult } from '../../../dsl/model/activity.ts'
import type { Expression } from '../../../dsl/model/expression.ts'
import { changeText, pageText, standardTitle, targetText } from '../../../dsl/model/page-text.ts'
import { alertFacts, expression, facts } from '../compile/made.ts'

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

describe('what an update begins with', () => {
  const alerts = [
    alertFacts({ id: 'a', title: 'Slow', severity: 'warning' }),
    alertFacts({ id: 'b', title: 'Full\u202e\nnow', severity: 'critical' }),
  ]
  const now: ReadResult = {
    ...live,
    alert: alertFacts({ severity: 'critical' }),
    incident: { ...live.incident, count: 7, alerts },
  }
  test.each<[what: string, given: Parameters<typeof changeText>[0], said: string]>([
    [
      'who joined, on a line each, in one line each',
      { change: 'joined', joined: ['a', 'b'], joined_count: 2 },
      '2 alerts joined; the incident holds 7 now:\n- warning: Slow\n- critical: Full now',
    ],
    [
      'of many the first, and how many more; one that the facts do not hold counts among these',
      { change: 'joined', joined: ['b', 'beyond'], joined_count: 5 },
      '5 alerts joined; the incident holds 7 now:\n- critical: Full now\n- and 4 more',
    ],
    [
      'none of them is in the facts',
      { change: 'joined', joined: ['x'], joined_count: 1 },
      '1 alert joined; the incident holds 7 now.',
    ],
    ['a run that began before updates named alerts', { change: 'joined' }, 'Alerts joined; the incident holds 7 now.'],
    ['a rise', { change: 'severity_raised', joined: [] }, 'The severity rose to critical.'],
    [
      'a rise, and who joined meanwhile',
      { change: 'severity_raised', joined: ['a'], joined_count: 1 },
      'The severity rose to critical.\n1 alert joined; the incident holds 7 now:\n- warning: Slow',
    ],
  ])('%s', (_what, given, said) => expect(changeText(given, now)).toBe(said))
})
