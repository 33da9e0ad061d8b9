import { describe, expect, test } from 'vitest'
import { renderText, valueOf } from '../../../dsl/compile/value-of.ts'
import type { AlertFacts } from '../../../dsl/model/facts.ts'
import { alertFacts, expression, facts, now } from './made.ts'

const alert: Partial<AlertFacts> = {
  severity: 'critical',
  tags: ['cpu', 'tier1'],
  value: { $: 'percent', value: 95.25 },
  labels: { host: 'w7', region: ' eu ' },
  metadata: { free: 9, big: { a: 1, b: 2 } },
}
const seen = facts(alert, {
  incident: { id: 'inc_1', count: 3, url: 'https://t/inc_1', alerts: [alertFacts(alert), alertFacts({ name: 'B' })] },
  meta: { runbook: 'https://r' },
  names: { host: { status: 200, body: { role: 'db', items: ['x'] } }, before: { $: 'size', bytes: 9 * 1024 ** 3 } },
  error: { code: 'timeout', message: 'no answer', step: 'then.0' },
  run: { id: 'run_1', started_at: now - 61_500, url: 'https://t/run_1' },
})

describe('renders', () => {
  test.each<[text: string, rendered: string]>([
    ['plain', 'plain'],
    ['{{alert.severity | upper}} on {{label.host}}', 'CRITICAL on w7'],
    ["{{meta.runbook | default('none')}}", 'https://r'],
    ["{{meta.owner | default('none')}}", 'none'],
    ['a{{label.gone}}b', 'ab'],
    ['{{alert.ended_at}}', ''],
    ['since {{alert.started_at}}', 'since 2026-03-02T03:08:30Z'],
    ['{{age(alert.started_at)}}', '1m30s'],
    ['{{age(run.started_at)}}', '1m1s'],
    ['{{alert.value}} {{round(alert.value, 1)}}', '95.25% 95.3%'],
    ['{{alert.tags}}', 'cpu, tier1'],
    ["{{alert.tags | join(' + ')}}", 'cpu + tier1'],
    ['{{count(alert.tags)}} {{incident.count}} {{incident.alerts | len}}', '2 3 2'],
    ['{{incident.alerts[1].name}} {{incident.alerts[0].label.host}}', 'B w7'],
    ['{{before}} free, {{host.body.role}}', '9GiB free, db'],
    ['{{error.code}}: {{error.message}}', 'timeout: no answer'],
    ['[{{label.region | trim | upper}}]', '[EU]'],
    ["{{date(alert.started_at, 'Asia/Shanghai')}}", '2026-03-02'],
    ["{{format(alert.started_at, 'HH:mm', 'Asia/Shanghai')}}", '11:08'],
    ["{{format(alert.started_at, 'HH:mm', 'Mars/Olympus')}}", ''],
    ['{{first(alert.tags)}} {{last(alert.tags)}}', 'cpu tier1'],
    ['{{truncate(alert.title, 5)}}', 'Disk…'],
    ['{{count(metadata.big)}}{{upper(metadata.big)}}', '2'],
    ['{{metadata.big}}', '{"a":1,"b":2}'],
  ])('%s', (text, rendered) => {
    expect(renderText(expression(JSON.stringify(text)), seen)).toBe(rendered)
  })
})

describe('sums (D96)', () => {
  test.each<[text: string, value: unknown]>([
    ['1 + 2', 3],
    ['1h + 30m', { $: 'duration', ms: 5_400_000 }],
    ['20GiB - 10GiB', { $: 'size', bytes: 10 * 1024 ** 3 }],
    ['alert.started_at + 90s', { $: 'time', ms: now }],
    ['"a" + "b"', 'ab'],
    ['"a" - "b"', undefined],
    ['1 + 1m', undefined],
    ['metadata.free + 1', 10],
    ['label.host + 1', undefined],
    ['[1, label.gone]', [1, null]],
  ])('%s', (text, value) => {
    expect(valueOf(expression(text), seen)).toEqual(value)
  })
})

test('names that only a prototype has lead nowhere', () => {
  for (const path of ['host.constructor', 'host.__proto__', 'host.body.toString', 'constructor.name', 'meta.valueOf'])
    expect(valueOf(expression(path), seen), path).toBeUndefined()
})
