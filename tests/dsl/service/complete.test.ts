/** What is offered at `¦`, and what is not. */
import { describe, expect, test } from 'vitest'
import { complete } from '../../../dsl/service/complete.ts'
import { openProject } from '../../../dsl/service/project.ts'
import { example } from './shipped.ts'

const known = {
  handles: ['payments', 'storage'],
  connections: { mail: 'smtp' },
  remediations: { clean_dir: ['host', 'dir'] },
  labels: ['service', 'k8s.io/app'],
}
const live = { rooms: ['#ops'] }

function at(marked: string) {
  const offset = marked.indexOf('¦')
  const text = marked.replace('¦', '')
  const project = openProject([...example, ['here.rule', `${text}`]], known, live)
  return complete(project, 'here.rule', offset)
}
const labels = (marked: string) => at(marked).map(({ label }) => label)
const head = 'edition 1\nuse "shared.rule"\n'
const inRule = (inside: string) => `${head}rule "R" {\n  ${inside}`
const inThen = (inside: string) => inRule(`then {\n    ${inside}`)

describe('offered', () => {
  test.each<[marked: string, offered: readonly string[], notOffered: readonly string[]]>([
    ['¦', ['edition', 'rule', 'use', 'const'], ['notify', 'when']],
    [`${head}ru¦`, ['rule', 'test', 'template'], ['then', 'edition']],
    [
      inRule('¦'),
      ['when', 'then', 'priority', 'on', 'group by', 'stop processing', 'suppress when'],
      ['notify', 'rule'],
    ],
    [inRule('on ¦'), ['alert', 'cron', 'absence of', 'error', 'resolve'], ['timeout', 'approved']],
    [
      inRule('when ¦'),
      ['alert.severity', 'label.service', 'label["k8s.io/app"]', 'canary', 'limit', 'has', 'not', 'critical'],
      ['page'],
    ],
    [inRule('when alert.severity >= ¦'), ['high', 'limit', 'waits'], ['canary', 'has']],
    [inRule('when alert.sev¦'), ['alert.severity'], []],
    [inRule('when ¦'), ['alert.severity'], ['incident.count', 'run.id', 'error.message', 'request.body']],
    [inThen('if ¦'), ['incident.count', 'run.id', 'label.service'], ['error.message', 'request.body']],
    [inThen('notify @payments with { title: "{{¦}}" }'), ['incident.count'], ['error.message']],
    [inThen('notify @payments\n on error { if ¦'), ['error.message', 'incident.count'], []],
    [inRule('then { end ok }\n on error { set x = ¦'), ['error.message'], []],
    [inRule('then { end ok }\n on resolve { set x = ¦'), ['run.id'], ['error.message']],
    [
      inRule('on webhook "w"\n when ¦'),
      ['request.body', 'meta.'],
      ['alert.severity', 'label.service', 'label["k8s.io/app"]', 'metadata.'],
    ],
    [inRule('on cron "0 9 * * *" in "UTC"\n then { if ¦'), ['incident.count'], ['alert.name', 'request.body']],
    ['edition 1\nplaybook p() {\n  set x = ¦', ['error.message', 'request.body', 'alert.name'], []],
    [inRule('when label.env ¦'), ['contains', 'in', 'starts with', 'ends with', 'matches', 'not in', 'and'], ['has']],
    [inRule('when not during ¦'), ['office'], ['canary', 'limit']],
    [inRule('group by ¦'), ['label.service', 'alert.name'], ['limit']],
    [
      inThen('¦'),
      ['notify', 'escalate', 'wait for', 'wait until', 'ticket create in', 'repeat up to', 'if'],
      ['when', 'via'],
    ],
    [inThen('notify ¦'), ['@payments', '@storage', '"#ops"'], ['slack']],
    [inThen('notify @p¦'), ['@payments'], []],
    [inThen('notify "#¦"'), ['#ops'], []],
    [
      inThen('notify @payments ¦'),
      ['via', 'using', 'with', 'retry', 'on'],
      ['up to', 'level', 'as', 'verify', 'rollback'],
    ],
    [inThen('notify @payments via ¦'), ['slack', 'mail', 'email', 'sms'], ['page', 'limit']],
    [inThen('notify @payments via slack ¦'), ['using', 'with'], ['via']],
    [inThen('notify @payments using ¦'), ['page'], ['slack']],
    [inThen('notify @payments with { ¦'), ['title', 'body'], ['host']],
    ['test "t" { expect ran ¦', ['clean_dir'], ['cleanup']],
    ['test "t" { expect notify @a ¦', ['via', 'since', 'expect', 'after'], ['rule']],
    ['test "t" { expect notify @a 2 ¦', ['times'], ['since']],
    [
      'test "t" { expect notify @a 2 times since ¦',
      ['given', 'ack', 'approve', 'reject', 'resolve'],
      ['after', 'expect'],
    ],
    ['test "t" { expect running ¦', ['expect'], ['since']],
    [inThen('wait for ack ¦'), ['up to', 'expires', 'on'], ['via', 'retry']],
    [inThen('wait for resolve ¦'), ['up to'], ['expires']],
    [inThen('wait for ack up to 5m on ¦'), ['timeout', 'resolve'], ['error', 'ack', 'empty']],
    [inThen('run ¦'), ['clean_dir'], ['cleanup']],
    [inThen('ticket create in jira with { ¦'), ['title', 'body'], ['resolve', 'host']],
    [inThen('run clean_dir with { ¦'), ['host', 'dir'], ['title']],
    [inThen('run clean_dir ¦'), ['verify', 'rollback', 'as', 'timeout'], ['via', 'up to']],
    [inThen('call ¦'), ['cleanup'], ['clean_dir']],
    [inThen('call cleanup(¦'), ['host', 'tries'], ['title']],
    [inThen('set before = 1\n    if ¦'), ['before', 'canary', 'limit'], []],
    [inThen('if label.a == "x" { set inner = 1 }\n    set other = ¦'), ['limit'], ['inner', 'other']],
    [inThen('notify @payments with { title: "{{¦}}" }'), ['alert.title', 'limit', 'age'], ['notify', 'canary']],
    [inThen('notify @payments with { title: "{{alert.title | up¦}}" }'), ['upper', 'default'], ['alert.title']],
    [inThen('notify @payments with { title: "{{alert.ti¦'), ['alert.title'], []],
    ['edition 1\nuse "¦"', ['shared.rule', 'disk.rule'], ['here.rule']],
    [inRule('suppress while rule "¦"'), ['Disk full', 'Disk fuller'], []],
    ['edition 1\nwindow w in "¦"', ['Europe/London', 'UTC'], []],
    ['edition 1\nwindow w in "UTC" {\n  ¦', ['mon', 'every day', 'except'], []],
    ['edition 1\nplaybook p(x: ¦', ['number', 'string'], []],
    ['edition 1\ntest "t" {\n  ¦', ['given', 'expect', 'mock', 'after'], ['when']],
  ])('%s', (marked, offered, notOffered) => {
    const found = labels(marked)
    expect(found).toEqual(expect.arrayContaining([...offered]))
    for (const one of notOffered) expect(found).not.toContain(one)
  })

  test('a mistake in an earlier statement does not take the offers away', () => {
    expect(labels(inRule('when label.env = = 3\n  then {\n    notify notify\n    ¦\n  }\n}'))).toContain('escalate')
  })
  test('nothing in a comment, in a plain text, or where a new name is made', () => {
    expect(labels(inRule('# ¦'))).toEqual([])
    expect(labels(`${head}const ¦`)).toEqual([])
    expect(labels(inThen('end ok "ab ¦"'))).toEqual([])
  })
  test('the word that is being typed is replaced, with its dots and its @', () => {
    const replaced = (marked: string) => {
      const [{ replaces }] = at(marked) as [ReturnType<typeof at>[number]]
      return marked.replace('¦', '').slice(replaces.start, replaces.end)
    }
    expect(replaced(inRule('when alert.sev¦'))).toBe('alert.sev')
    expect(replaced(inThen('notify @pay¦'))).toBe('@pay')
    expect(replaced(inThen('notify @payments with { title: "🚨 {{alert.ti¦}}" }'))).toBe('alert.ti')
  })
})
