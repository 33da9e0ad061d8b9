/** A name of a rule is renamed where tests read and mock it too; the tests of the project say the same before and after. */
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { openProject, type Project } from '../../../dsl/service/project.ts'
import { type Renaming, rename } from '../../../dsl/service/rename.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const rules = `edition 1
playbook fix(host: string) {
  http POST "https://a.example/lock" as lock
  run cleanup with { host: host } as job
}
rule "Asks" {
  on alert
  then {
    http GET "https://a.example/{{label.h}}" as host
    set before = metadata.free
    ticket create in jira as tkt
    run restart with { host: label.h } as again
    for each dir in host.body.dirs max 3 items { notify @kim with { title: "{{dir}}" } }
    call fix(host: label.h)
    if host.status == 200 and tkt.key == "A-1" { end ok "{{before}}" }
  }
}
rule "Other" {
  on manual
  then { http GET "https://b.example" as twice  run restart as restart }
}
rule "Third" {
  on manual
  then { http GET "https://c.example" as twice }
}
`
const tests = `edition 1
use "a.rule"
test "asks" {
  mock http host returns { status: 200, body: { dirs: ["a"] } }
  mock http lock returns { status: 201 }
  mock ticket tkt returns { key: "A-1" }
  mock run again returns { ok: true }
  mock run restart returns { ok: true }
  mock run cleanup returns { ok: true }
  given alert { name: "x", metadata: { free: 3 } }
  expect host.status == 200
  expect before == 3
}
test "by hand" {
  mock http twice returns { status: 200 }
  given manual "Other"
  expect matched "Other"
}
test "either" {
  mock http twice returns { status: 200 }
  expect not notify @kim
}
`
const texts = new Map([
  ['a.rule', rules],
  ['a-tests.rule', tests],
])
const project = openProject(texts)

/** @param nth of the word, from 0; the cursor stands in its middle */
function renamed(path: string, around: string, word: string, to: string, of: Project = project): Renaming {
  const text = of.texts.get(path) ?? ''
  const at = text.indexOf(around)
  expect(at).toBeGreaterThan(-1)
  return rename(of, path, at + around.indexOf(word) + 1, to)
}
function after(renaming: Renaming): Map<string, string> {
  if (!('edits' in renaming)) throw new Error(renaming.refused)
  const made = new Map(texts)
  for (const { file, at, text } of renaming.edits.toSorted((a, b) => b.at.start - a.at.start)) {
    const old = made.get(file) ?? ''
    made.set(file, old.slice(0, at.start) + text + old.slice(at.end))
  }
  return made
}
const problemsOf = (all: ReadonlyMap<string, string>) =>
  check(
    [...all].map(([path, text]) => parse(text, path)),
    {},
    { executed: false },
  ).map(({ code, file, range }) => `${code} ${file}:${range.start.line}`)
const countOf = (all: ReadonlyMap<string, string>, word: string) =>
  [...all.values()].join('\n').match(new RegExp(`(?<![\\p{L}_.])${word}(?![\\p{L}_])`, 'gu'))?.length ?? 0

describe.each<[path: string, around: string, word: string, changed: number]>([
  ['a.rule', 'as host', 'host', 5],
  ['a-tests.rule', 'mock http host', 'host', 5],
  ['a-tests.rule', 'host.status == 200', 'host', 5],
  ['a.rule', 'set before', 'before', 3],
  ['a-tests.rule', 'before == 3', 'before', 3],
  ['a.rule', 'as tkt', 'tkt', 3],
  ['a.rule', 'as lock', 'lock', 2],
  ['a.rule', 'as again', 'again', 2],
  // Of the repair, which has the same name: the mock is of that.
  ['a.rule', 'as restart', 'restart', 1],
  ['a.rule', 'each dir in', 'dir', 2],
])('from %s: %s', (path, around, word, changed) => {
  test('reaches every place', () => {
    const renaming = renamed(path, around, word, 'newname')
    expect(renaming).toHaveProperty('edits')
    const made = after(renaming)
    expect(countOf(made, 'newname')).toBe(changed)
    expect(problemsOf(made)).toEqual(problemsOf(texts))
  })
  test('and back again', () => {
    const made = after(renamed(path, around, word, 'newname'))
    const renaming = renamed(path, around.replace(word, 'newname'), 'newname', word, openProject(made))
    if (!('edits' in renaming)) throw new Error(renaming.refused)
    for (const { file, at, text } of renaming.edits.toSorted((a, b) => b.at.start - a.at.start)) {
      const old = made.get(file) ?? ''
      made.set(file, old.slice(0, at.start) + text + old.slice(at.end))
    }
    expect(made).toEqual(texts)
  })
})

test('is refused where a test may mean the name of another rule', () => {
  expect(renamed('a.rule', 'as twice  run', 'twice', 'once')).toEqual({
    refused: expect.stringContaining('The test "either" of a-tests.rule'),
  })
  const single = openProject([
    ['a.rule', rules],
    ['a-tests.rule', tests.slice(0, tests.indexOf('test "either"'))],
  ])
  expect(renamed('a.rule', 'as twice  run', 'twice', 'once', single)).toMatchObject({ edits: { length: 2 } })
  expect(renamed('a.rule', 'as twice }', 'twice', 'once', single)).toMatchObject({ edits: { length: 1 } })
})
test('is refused for the name of a constant that the test sees', () => {
  const more = openProject([...texts, ['a-tests.rule', `${tests}const most = 3\n`]])
  expect(renamed('a.rule', 'set before', 'before', 'most', more)).toEqual({
    refused: '"most" is a const that a-tests.rule sees.',
  })
})
