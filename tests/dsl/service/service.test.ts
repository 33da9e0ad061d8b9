/** Hover, outline, folding, colours and fixes; and that nothing of the service throws, whatever the text and the place. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fields } from '../../../dsl/checks/field-names.ts'
import { actions } from '../../../dsl/service/actions.ts'
import { complete } from '../../../dsl/service/complete.ts'
import { diagnostics } from '../../../dsl/service/diagnostics.ts'
import { fieldDocs } from '../../../dsl/service/field-docs.ts'
import { folds } from '../../../dsl/service/folding.ts'
import { hover } from '../../../dsl/service/hover.ts'
import { outline } from '../../../dsl/service/outline.ts'
import { openProject, type Project } from '../../../dsl/service/project.ts'
import { rename } from '../../../dsl/service/rename.ts'
import { definition, references } from '../../../dsl/service/resolve.ts'
import { semanticTokens } from '../../../dsl/service/semantic-tokens.ts'
import { wordDocs } from '../../../dsl/service/word-docs.ts'
import { constantWords, dayWords, hardWords, softWords } from '../../../dsl/syntax/keywords.ts'
import type { ParsedFile } from '../../../dsl/syntax/parsed-file.ts'
import { mended } from '../marked.ts'
import { example, shipped } from './shipped.ts'

const project = openProject(example)
const disk = project.files.get('disk.rule') as ParsedFile
const text = example.get('disk.rule') as string

describe('hover', () => {
  test.each<[path: string, word: string, holds: RegExp | null]>([
    ['disk.rule', 'limit', /const limit = 90%[\s\S]*const \(percent\) of `shared.rule`/],
    ['disk.rule', 'canary', /The canaries of a roll-out/],
    ['disk.rule', 'alert.value', /what was measured/],
    ['disk.rule', 'label.host', /A label from the source/],
    ['disk.rule', 'escalate', /Pages the next level/],
    ['disk.rule', 'before}}', /set before = metadata.free/],
    ['disk.rule', 'Disk full" {', /Disks that fill up/],
    ['shared.rule', 'upper', /text in capitals/],
    ['shared.rule', 'alert.title', /for people/],
    ['disk.rule', '200', null],
    ['disk.rule', '## Disks', null],
  ])('%s: %s', (path, word, holds) => {
    const at = (example.get(path) as string).indexOf(word)
    const found = hover(project, path, at + (word.startsWith('alert.') ? 7 : 1))
    if (holds) expect(found?.markdown).toMatch(holds)
    else expect(found).toBeNull()
  })
  test('every word of the language and every field is explained, and nothing else', () => {
    const words = [...hardWords, ...softWords, ...dayWords, ...constantWords]
    expect(words.filter((word) => !(word in wordDocs))).toEqual([])
    expect(Object.keys(wordDocs).filter((word) => !words.includes(word))).toEqual([])
    expect(Object.keys(fieldDocs).sort()).toEqual(
      Object.entries(fields)
        .flatMap(([root, names]) => names.map((name) => `${root}.${name}`))
        .sort(),
    )
  })
})

test('outline: declarations, and steps that have a name', () => {
  const short = outline(disk).map(({ name, kind, inside }) => [kind, name, inside.map((one) => one.name)])
  expect(short).toEqual([
    ['rule', 'Disk full', ['grow']],
    ['rule', 'Disk fuller', []],
    ['test', 'pages', []],
  ])
})

test('folds: bodies and comments, the closing line stays', () => {
  const lines = 'edition 1\n# one\n# two\nrule "R" {\n  then {\n    end ok\n  }\n}\n'
  const parsed = openProject([['a', lines]]).files.get('a') as ParsedFile
  expect(folds(parsed)).toEqual([
    { from: 2, to: 3, kind: 'comment' },
    { from: 4, to: 7, kind: 'body' },
    { from: 5, to: 6, kind: 'body' },
  ])
})

test.each<[word: string, nth: number, kind: string]>([
  ['rule', 1, 'keyword'],
  ['"Disk full"', 0, 'class'],
  ['limit', 0, 'variable'],
  ['before', 0, 'parameter'],
  ['before', 1, 'parameter'],
  ['title', 0, 'property'],
  ['alert.value', 0, 'property'],
  ['grow.ok', 0, 'parameter'],
  ['15m', 0, 'number'],
  ['## Disks', 0, 'comment'],
])('colours: %s (%i) is a %s', (word, nth, kind) => {
  let at = -1
  for (let n = 0; n <= nth; n += 1) at = text.indexOf(word, at + 1)
  expect(semanticTokens(disk, text).find((token) => token.at.start === at)?.kind).toBe(kind)
})

test('actions: the fix of a problem under the cursor, and of no other', () => {
  const wrong = text.replace('alert.value', 'alert.valeu')
  const edited = openProject([...example, ['disk.rule', wrong]])
  const at = wrong.indexOf('alert.valeu')
  const found = actions(edited, 'disk.rule', { start: at, end: at })
  expect(found.map(({ problem }) => mended(wrong, problem))).toEqual([text])
  expect(actions(edited, 'disk.rule', { start: 0, end: 1 })).toEqual([])
})

/** Everything at one place; whoever throws fails the property. */
function everything(of: Project, path: string, offset: number) {
  const parsed = of.files.get(path) as ParsedFile
  const whole = of.texts.get(path) as string
  for (const { replaces } of complete(of, path, offset))
    if (replaces.start < 0 || replaces.start > replaces.end || replaces.end > whole.length) throw new Error('outside')
  hover(of, path, offset)
  definition(of, path, offset)
  references(of, path, offset)
  rename(of, path, offset, 'new_name')
  actions(of, path, { start: offset, end: offset })
  return parsed
}
function whole(of: Project, path: string) {
  const parsed = of.files.get(path) as ParsedFile
  const length = (of.texts.get(path) as string).length
  diagnostics(of, path)
  outline(parsed)
  for (const { from, to } of folds(parsed)) if (from >= to) throw new Error('an empty fold')
  let end = 0
  for (const { at } of semanticTokens(parsed, of.texts.get(path) as string)) {
    if (at.start < end || at.end <= at.start || at.end > length) throw new Error(`token at ${at.start} is out of order`)
    end = at.end
  }
}

describe('nothing throws', () => {
  const texts = [...example, ...shipped]
  const opened = openProject(texts)
  test('at any offset of any shipped file', () => {
    for (const [path, one] of texts) {
      whole(opened, path)
      // Every offset where something begins or ends, and the places between them in the example.
      const step = example.has(path) ? 3 : 17
      for (let offset = -1; offset <= one.length + 1; offset += step) everything(opened, path, offset)
    }
  })
  test('of a file that is cut off, and behind its end', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.double({ min: 0, max: 1, noNaN: true }), ([path, one], share) => {
        const cut = one.slice(0, Math.floor(share * one.length))
        const of = openProject([...texts.filter(([other]) => other !== path), [path, cut]])
        whole(of, path)
        everything(of, path, cut.length)
        everything(of, path, Math.floor(cut.length / 2))
      }),
      { numRuns: 100 },
    )
  })
  test('of random text', () => {
    const words = [
      ...hardWords,
      ...softWords,
      '{',
      '}',
      '(',
      ')',
      '"',
      '"""',
      '{{',
      '}}',
      '|',
      '=',
      '==',
      '\n',
      ' ',
      '@a',
      'label.x',
      '🚨',
      '#',
      '/x/',
      '5m',
      '-',
      ',',
      ':',
    ]
    const random = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((all) => all.join(' ')),
      fc.array(fc.constantFrom(...words), { maxLength: 20 }).map((all) => `rule "R" { then { ${all.join(' ')}`),
    )
    fc.assert(
      fc.property(random, fc.nat(100), (one, offset) => {
        const of = openProject([['a.rule', one]])
        whole(of, 'a.rule')
        everything(of, 'a.rule', offset)
        everything(of, 'a.rule', one.length)
      }),
      { numRuns: 400 },
    )
  })
})
