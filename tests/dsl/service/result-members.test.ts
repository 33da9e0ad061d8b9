/** Behind `x.` of a step's result stand its members, when completing and under the pointer. */
import { expect, test } from 'vitest'
import { complete } from '../../../dsl/service/complete.ts'
import { hover } from '../../../dsl/service/hover.ts'
import { openProject } from '../../../dsl/service/project.ts'

const shared = 'edition 1\nplaybook fix(host: string) { run cleanup with { host: host } as job set tries = 3 }\n'
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
  ['ticket create in jira as tkt', 'tkt', ['key', 'url', 'system']],
  ['approve by @dba up to 30m as ok_to_run', 'ok_to_run', ['approved', 'by', 'at', 'comment']],
  ['wait for ack up to 15m as seen', 'seen', ['outcome', 'by']],
  ['wait until (alert.value > 3) up to 15m as calm', 'calm', ['outcome']],
  ['call fix(host: label.host) as done', 'done', ['outcome', 'message', 'tries']],
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
