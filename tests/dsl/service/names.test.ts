/** Definition, references and rename, over files. `¦` marks the cursor, «…» what is expected. */
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { openProject, type Project } from '../../../dsl/service/project.ts'
import { type FileEdit, rename, renameable } from '../../../dsl/service/rename.ts'
import { definition, references } from '../../../dsl/service/resolve.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { example } from './shipped.ts'

const project = openProject(example)

/** Place of the n-th occurrence of a word in a file, in the middle of the word. */
function cursor(path: string, word: string, nth = 0): number {
  let at = -1
  for (let n = 0; n <= nth; n += 1) at = (example.get(path) as string).indexOf(word, at + 1)
  expect(at).toBeGreaterThan(-1)
  return at + 1
}
const written = ({ file, at }: { file: string; at: { start: number; end: number } }) =>
  `${file}: ${example.get(file)?.slice(at.start, at.end)}`
const line = ({ file, at }: { file: string; at: { start: number } }) =>
  `${file}:${example.get(file)?.slice(0, at.start).split('\n').length}`

test.each<[path: string, word: string, nth: number, where: string | null]>([
  ['disk.rule', 'limit and', 0, 'shared.rule:3'],
  ['disk.rule', 'canary', 0, 'shared.rule:6'],
  ['disk.rule', 'office', 0, 'shared.rule:7'],
  ['disk.rule', 'slack', 0, 'shared.rule:11'],
  ['disk.rule', 'page with', 0, 'shared.rule:10'],
  ['disk.rule', 'payments', 0, 'shared.rule:12'],
  ['disk.rule', 'cleanup', 0, 'shared.rule:15'],
  ['disk.rule', 'before}}', 0, 'disk.rule:11'],
  ['disk.rule', 'grow.ok', 0, 'disk.rule:15'],
  ['disk.rule', 'Disk full" open', 0, 'disk.rule:5'],
  ['disk.rule', 'shared.rule', 0, 'shared.rule:1'],
  ['shared.rule', 'limit}}', 0, 'shared.rule:3'],
  ['shared.rule', 'host, tries', 0, 'shared.rule:15'],
  ['disk.rule', 'alert.value', 0, null],
  ['disk.rule', 'notify', 0, null],
])('%s: %s is declared at', (path, word, nth, where) => {
  const found = definition(project, path, cursor(path, word, nth))
  expect(found && line(found)).toBe(where)
})

test('references of a constant, in texts too', () => {
  const found = references(project, 'shared.rule', cursor('shared.rule', 'limit'))
  expect(found.map(line)).toEqual(['shared.rule:3', 'shared.rule:10', 'disk.rule:8'])
  expect(found.map(written)).toEqual(['shared.rule: limit', 'shared.rule: limit', 'disk.rule: limit'])
})

function apply(before: Project, edits: readonly FileEdit[]): Map<string, string> {
  const texts = new Map(before.texts)
  for (const { file, at, text } of edits.toSorted((a, b) => b.at.start - a.at.start)) {
    const old = texts.get(file) as string
    texts.set(file, old.slice(0, at.start) + text + old.slice(at.end))
  }
  return texts
}
const problemsOf = (texts: ReadonlyMap<string, string>) =>
  check(
    [...texts].map(([path, text]) => parse(text, path)),
    {},
    { executed: false },
  ).map(({ code, file }) => `${code} ${file}`)

describe('rename', () => {
  test.each<[path: string, word: string, to: string, changed: number]>([
    ['shared.rule', 'limit', 'most', 3],
    ['disk.rule', 'canary', 'canaries', 2],
    ['shared.rule', 'office', 'hours', 2],
    ['shared.rule', 'page', 'pager', 2],
    ['shared.rule', 'slack', 'chatroom', 2],
    ['disk.rule', 'payments', 'billing', 3],
    ['disk.rule', 'cleanup', 'clean', 2],
    ['disk.rule', 'before', 'free', 2],
    ['disk.rule', 'grow.ok', 'growth', 2],
    ['disk.rule', 'Disk full', 'The "disk" is full', 3],
    ['shared.rule', 'host:', 'server', 3],
  ])('%s: %s becomes %s', (path, word, to, changed) => {
    const renaming = rename(project, path, cursor(path, word), to)
    expect(renaming).toHaveProperty('edits')
    if (!('edits' in renaming)) return
    expect(renaming.edits).toHaveLength(changed)
    const texts = apply(project, renaming.edits)
    expect(problemsOf(texts)).toEqual(problemsOf(project.texts))
  })

  test.each<[path: string, word: string, to: string, why: RegExp]>([
    ['shared.rule', 'limit', 'waits', /already/],
    ['shared.rule', 'limit', 'canary', /already/],
    ['shared.rule', 'limit', 'before', /of its own/],
    ['shared.rule', 'limit', 'when', /not a name/],
    ['shared.rule', 'limit', 'a b', /not a name/],
    ['shared.rule', 'limit', '', /not a name/],
    ['shared.rule', 'limit', 'alert', /meaning of its own/],
    ['shared.rule', 'limit', 'critical', /meaning of its own/],
    ['shared.rule', 'slack', 'sms', /kind of contact/],
    ['disk.rule', 'before', 'grow', /already/],
    ['disk.rule', 'before', 'limit', /const of shared.rule/],
    ['disk.rule', 'Disk full', 'Disk fuller', /already/],
    ['disk.rule', 'Disk full', ' ', /needs a name/],
    ['disk.rule', 'alert.value', 'x', /Nothing/],
  ])('%s: %s may not become %s', (path, word, to, why) => {
    const renaming = rename(project, path, cursor(path, word), to)
    expect(renaming).toEqual({ refused: expect.stringMatching(why) })
  })

  test.each([
    ['a constant', 'const ¦limit = 3'],
    ['a condition', 'condition ¦limit = alert.value > 3'],
  ])('%s may not take the name of a loop, which would catch it', (_what, declared) => {
    const asked = declared.startsWith('const') ? 'alert.value > limit' : 'limit'
    const marked = `edition 1
${declared}
rule "R" {
  when ${asked}
  then { for each one in ["a"] max 1 items { notify @kim with { title: "{{one}}" } } }
}
`
    const loops = openProject([['a.rule', marked.replace('¦', '')]])
    expect(rename(loops, 'a.rule', marked.indexOf('¦'), 'one')).toEqual({
      refused: 'A rule of a.rule has a name "one" of its own.',
    })
  })

  test('tells what it would rename', () => {
    expect(renameable(project, 'disk.rule', cursor('disk.rule', 'payments'))?.name).toBe('payments')
    expect(renameable(project, 'disk.rule', cursor('disk.rule', 'notify'))).toBeNull()
  })
})
