/** Behind `x.` of a step's result stand its members, when completing and under the pointer. */
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { complete } from '../../../dsl/service/complete.ts'
import { hover } from '../../../dsl/service/hover.ts'
import { openProject } from '../../../dsl/service/project.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const shared =
  'edition 1\nplaybook fix(host: string) { run cleanup with { host: host } as job set tries = 3 if job.ok { set freed = 1 } }\n'
const at = (inside: string) => {
  const marked = `edition 1\nuse "shared.rule"\nrule "R" {\n  then {\n    ${inside}`
  const project = openProject([
    ['shared.rule', shared],
    ['here.rule', marked.replace('¦', '')],
  ])
  return [project, 'here.rule', marked.indexOf('¦')] as const
}
const offered = (inside: string) => complete(...at(inside)).map(({ label }) => label)

test.each<[step: string, name: string, members: readonly string[]]>([
  ['http GET "https://a.example" as host timeout 10s', 'host', ['status', 'headers', 'body']],
  [
    'run cleanup with { host: "a", how: { deep: true } } as job',
    'job',
    ['ok', 'exit_code', 'stdout', 'stderr', 'error', 'duration'],
  ],
  ['ticket create in jira as tkt', 'tkt', ['system', 'key', 'url']],
  ['ticket update issue as upd', 'upd', ['system', 'key', 'url']],
  ['ticket close issue as upd', 'upd', ['system', 'key', 'url']],
  ['approve by @dba up to 30m as ok_to_run', 'ok_to_run', ['approved', 'by', 'at', 'comment']],
  ['wait for ack up to 15m as seen', 'seen', ['outcome', 'by']],
  ['wait until (alert.value > 3) up to 15m as calm', 'calm', ['outcome']],
  ['call fix(host: label.host) as done', 'done', ['outcome', 'message', 'tries', 'freed']],
])('%s', (step, name, members) => {
  const own = (labels: readonly string[]) => labels.filter((label) => label.startsWith(`${name}.`))
  const wanted = members.map((member) => `${name}.${member}`)
  expect(own(offered(`${step}\n    if ${name}.¦`))).toEqual(wanted)
  expect(own(offered(`${step}\n    notify @kim with { title: "{{${name}.¦`))).toEqual(wanted)
  const [project, path, offset] = at(
    `${step}\n    if has ${name}.${members[0]?.replace(/^./u, '$&¦')} { end ok }\n  }\n}\n`,
  )
  expect(hover(project, path, offset)?.markdown).toMatch(new RegExp(`^\`${name}\\.${members[0]}\`: `, 'u'))
})

test('an event of a sequence is an alert', () => {
  const text =
    'edition 1\nrule "R" {\n  on sequence within 5m { event down where alert.name == "down" }\n  then {\n    if down.¦'
  const project = openProject([['here.rule', text.replace('¦', '')]])
  const labels = complete(project, 'here.rule', text.indexOf('¦')).map(({ label }) => label)
  expect(labels).toContain('down.severity')
  expect(labels).toContain('down.label')
})
describe('in a test', () => {
  const rules = `edition 1
use "shared.rule"
rule "R" { then { run cleanup as got set tries = 3 call fix(host: "a") as done } }
rule "S" { then { http GET "https://a.example" as host wait for ack up to 5m as got } }
`
  const offeredIn = (items: string) => {
    const marked = `${rules}test "t" {\n  given alert { name: "R" }\n  ${items}\n}\n`
    const project = openProject([
      ['shared.rule', shared],
      ['here.rule', marked.replace('¦', '')],
    ])
    return complete(project, 'here.rule', marked.indexOf('¦')).map(({ label }) => label)
  }
  test('names of rules are offered, and the members of what steps bring about', () => {
    expect(offeredIn('expect ¦')).toEqual(expect.arrayContaining(['got', 'tries', 'done', 'host']))
    expect(offeredIn('expect host.¦')).toContain('host.status')
    expect(offeredIn('expect done.¦')).toEqual(expect.arrayContaining(['done.outcome', 'done.tries', 'done.freed']))
    expect(offeredIn('expect tries.¦').filter((label) => label.startsWith('tries.'))).toEqual([])
  })
  test('of the rule that the test names', () => {
    const of = (rule: string) =>
      offeredIn(`expect matched "${rule}"\n  expect got.¦`).filter((label) => label.startsWith('got.'))
    expect(of('R')).toEqual(['ok', 'exit_code', 'stdout', 'stderr', 'error', 'duration'].map((one) => `got.${one}`))
    expect(of('S')).toEqual(['got.outcome', 'got.by'])
    expect(offeredIn('expect matched "R"\n  expect ¦')).not.toContain('host')
  })
})
test.each<[inside: string, there: boolean]>([
  ['run cleanup timeout 1m on timeout { if ¦', true],
  ['run cleanup on error { if ¦', true],
  ['run cleanup as job rollback { if ¦', false],
  ['call fix(host: "a") timeout 5m on error { end ok } on timeout { if ¦', true],
  ['approve by @kim up to 5m on rejected { if ¦', true],
  ['approve by @kim up to 5m on approved { if ¦', false],
  ['wait for ack up to 5m on timeout { if ¦', false],
  ['run cleanup\n    wait for ack up to 5m on timeout { if ¦', false],
  ['run cleanup on error { wait for ack up to 5m on timeout { if ¦', true],
  ['if ¦', false],
])('`error` is offered where the check takes it: %s', (inside, there) => {
  expect(offered(inside).includes('error.message')).toBe(there)
  const [project, path, offset] = at(inside)
  const depth = inside.split('{').length - inside.split('}').length
  const text = `${project.texts.get(path)?.slice(0, offset)} has error.message { end ok }${' }'.repeat(depth)}\n  }\n}\n`
  const files = [parse(shared, 'shared.rule'), parse(text, path)]
  expect(files.flatMap(({ problems }) => problems)).toEqual([])
  expect(check(files, {}).some(({ code }) => code === 'E234')).toBe(!there)
})

test('nothing is offered of a variable, whose shape is not known, or of a name of another rule', () => {
  expect(offered('set before = metadata.free\n    if before.¦').filter((label) => label.startsWith('before.'))).toEqual(
    [],
  )
  expect(
    offered(
      'end ok\n  }\n}\nrule "S" {\n  then {\n    http GET "https://a.example" as host }\n}\nrule "T" { then { if host.¦',
    ).filter((label) => label.startsWith('host.')),
  ).toEqual([])
})
test('a member that the result has not is told of as nothing', () => {
  expect(
    hover(...at('http GET "https://a.example" as host\n    if has host.to¦String { end ok }\n  }\n}\n')),
  ).toBeNull()
})
