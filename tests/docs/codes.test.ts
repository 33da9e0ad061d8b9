import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { check } from '../../dsl/checks/index.ts'
import { format } from '../../dsl/format/index.ts'
import { catalogue } from '../../dsl/model/catalogue/index.ts'
import { translate } from '../../dsl/service/translate.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { codePages, exampleNames, parseCodePage } from '../../engine/cli/code-pages.ts'
import { mended } from '../dsl/marked.ts'
import { readPage, tableOf } from './page.ts'

const pages = codePages()
const codes = [...new Set(Object.keys(catalogue).map((id) => id.split('/')[0] ?? id))].sort()
const found = (text: string) => check([parse(text, 'example.rule')], exampleNames, { executed: false })

/** Codes that no text of a sensible length shows: of files, of the build, of edits on the canvas, and of ourselves. */
const withoutExample = /^(?:E219|E31[01]|E320|E9\d\d)$/u

test('every code of the catalogue has a page, and every page a code', () => {
  expect(pages.map(({ code }) => code)).toEqual(codes)
  expect(codes.length).toBeGreaterThanOrEqual(45)
})

describe.each(pages.map((page) => [page.code, page] as const))('%s', (code, { wrong, right, title, meaning }) => {
  test('says what it means in both languages', () => {
    for (const text of [title.zh, meaning.zh]) expect(text).toMatch(/\p{Script=Han}/u)
    for (const text of [title.en, meaning.en]) expect(text).not.toMatch(/\p{Script=Han}/u)
  })
  if (withoutExample.test(code)) {
    test('has no wrong example', () => expect(wrong).toBeNull())
    return
  }
  test('its wrong example has this problem and no other', () => {
    expect(found(wrong ?? '').map((problem) => problem.code)).toEqual([code])
  })
  test('its right example has none, and is as fmt writes it', () => {
    expect(found(right ?? '')).toEqual([])
    expect(format(right ?? '')).toEqual({ kind: 'formatted', text: right })
  })
  test('is told wholly in Chinese, where that is asked for', () => {
    const [problem = expect.unreachable()] = found(wrong ?? '')
    const { message, help, labels } = translate(problem, 'zh')
    const said = [message, help, ...labels.map(({ text }) => text)].join(' ')
    // Words of the language, names and what a library said are no sentences of ours.
    const own = said.replaceAll(String(problem.args.reason), '').replace(/`[^`]*`|"[^"]*"/gu, '')
    expect(own).toMatch(/\p{Script=Han}/u)
    expect(own).not.toMatch(/[a-z]{2,} [a-z]{2,}/u)
  })
  test('its fix, where it has one, mends it', () => {
    const [problem = expect.unreachable()] = found(wrong ?? '')
    const text = mended(wrong ?? '', problem)
    if (text !== null) expect(found(text).filter((one) => one.code === code)).toEqual([])
  })
})

test('a good part of the examples is mended by a fix', () => {
  const fixed = pages.filter(({ wrong }) => wrong !== null && found(wrong)[0]?.fix)
  expect(fixed.length).toBeGreaterThanOrEqual(15)
})

test('a page that lacks a part is told by its name', () => {
  expect(() => parseCodePage('E999.md', '# E999: nothing\n')).toThrow('E999.md')
})

test.each(['diagnostics', 'grammar'])('docs/%s.md is what its generator makes', (name) => {
  const script = new URL(`../../docs/generate-${name}.mjs`, import.meta.url).pathname
  const made = execFileSync(process.execPath, [script, '--print'], { encoding: 'utf8' })
  expect(made).toBe(readPage(`${name}.md`))
})

describe('docs/diagnostics.md', () => {
  test('names every code with its title', () => {
    expect(tableOf(readPage('diagnostics.md'), 'code')).toEqual(
      pages.map(({ code, title }) => [`[${code}](#${code.toLowerCase()})`, title.en]),
    )
  })
})
