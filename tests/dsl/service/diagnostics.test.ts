/** Incremental reading and checking says what reading and checking everything says, whatever is edited. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { diagnostics } from '../../../dsl/service/diagnostics.ts'
import { openProject, type Project, withoutFile, withText } from '../../../dsl/service/project.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { example, shipped } from './shipped.ts'

const known = { handles: ['payments', 'storage'], connections: { mail: 'smtp' }, remediations: { clean_dir: ['host'] } }

const all = (project: Project) => [...project.files.keys()].flatMap((path) => diagnostics(project, path))
const afresh = (project: Project) =>
  check(
    [...project.texts].map(([path, text]) => parse(text, path)),
    known,
    { wide: false },
  )

describe('an edit elsewhere changes what is found here', () => {
  const edits: readonly [edit: string, path: string, from: string, to: string, code: string, in_: string][] = [
    ['a name goes', 'shared.rule', 'condition canary', 'condition canari', 'E203', 'disk.rule'],
    [
      'a constant changes its type',
      'shared.rule',
      'const limit = 90%',
      'const limit = 5m and 3',
      'E101',
      'shared.rule',
    ],
    ['a constant becomes a text', 'shared.rule', 'const limit = 90%', 'const limit = "x"', 'E301', 'disk.rule'],
    ['a parameter is renamed', 'shared.rule', 'cleanup(host:', 'cleanup(server:', 'E215', 'disk.rule'],
    ['a rule of the same name comes', 'disk.rule', '"Disk fuller" {', '"Disk full" {', 'E202', 'disk.rule'],
    ['a connection goes', 'shared.rule', 'connection slack', 'connection slick', 'W508', 'disk.rule'],
    ['nothing uses a constant', 'disk.rule', 'alert.value > limit and', '', '', 'disk.rule'],
  ]
  test.each(edits)('%s', (_edit, path, from, to, code, where) => {
    const project = openProject(example, known)
    all(project)
    const text = example.get(path) as string
    const edited = withText(project, path, text.replace(from, to))
    expect(all(edited)).toEqual(afresh(edited))
    if (code) expect(diagnostics(edited, where).map((problem) => problem.code)).toContain(code)
    const back = withText(edited, path, text)
    expect(all(back)).toEqual(all(project))
  })
})

test('a file that goes takes its names along', () => {
  const project = withoutFile(openProject(example, known), 'shared.rule')
  expect(all(project)).toEqual(afresh(project))
  expect(diagnostics(project, 'disk.rule').map((problem) => problem.code)).toContain('E208')
})

test('what did not change is the same object, moved or not', () => {
  const project = openProject(example, known)
  const text = example.get('disk.rule') as string
  const before = project.files.get('disk.rule')
  const after = withText(project, 'disk.rule', text.replace('priority 200', 'priority 200\n  # why')).files.get(
    'disk.rule',
  )
  const identities = (file: typeof before) => file?.pieces.map((piece) => piece.identity) ?? []
  const kept = identities(after).map((identity) => identities(before).includes(identity))
  expect(kept.filter((same) => !same)).toHaveLength(1)
})

const snippets = [
  '\n',
  ' ',
  '}',
  '{',
  '"',
  '# note\n',
  '\nrule "N" { then { end ok } }\n',
  'limit',
  '=',
  'éx',
  '🚨',
  '\nconst z = 1\n',
  'end ok',
  '\r\n',
]

test('random edits: the same as afresh', () => {
  const texts = [...example, ...shipped]
  const edit = fc.record({
    file: fc.nat(texts.length - 1),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(40),
    put: fc.constantFrom('', '', ...snippets),
  })
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let project = openProject(texts, known)
      all(project)
      for (const { file, at, cut, put } of edits) {
        const [path] = texts[file] as [string, string]
        const text = project.texts.get(path) as string
        const from = Math.floor(at * text.length)
        project = withText(project, path, text.slice(0, from) + put + text.slice(from + cut))
        const parsed = parse(project.texts.get(path) as string, path)
        const kept = project.files.get(path)
        expect({ ...kept, pieces: kept?.pieces.map(({ identity: _, ...piece }) => piece) }).toEqual({
          ...parsed,
          pieces: parsed.pieces.map(({ identity: _, ...piece }) => piece),
        })
        // Now and then nobody asks between two edits.
        if (put !== ' ') diagnostics(project, path)
      }
      expect(all(project)).toEqual(afresh(project))
    }),
    { numRuns: 25 },
  )
})
