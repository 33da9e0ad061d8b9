import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hints } from '../../../dsl/model/catalogue/hints.ts'
import { type CatalogueId, catalogue, tell } from '../../../dsl/model/catalogue/index.ts'

const entries = Object.entries(catalogue) as [CatalogueId, (typeof catalogue)[CatalogueId]][]
const names = (sentences: unknown) =>
  [...new Set([...JSON.stringify(sentences).matchAll(/(?<!\{)\{([a-z]+)\}/gu)].map((match) => match[1]))].sort()

describe.each(entries)('%s', (id, { en, zh }) => {
  test('says the same in both languages', () => {
    expect(names(zh)).toEqual(names(en))
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort())
    expect(JSON.stringify(zh)).toMatch(/\p{Script=Han}/u)
  })
  test('is filled whole when all is known', () => {
    const args = Object.fromEntries(names(en).map((name) => [name ?? '', 'ab']))
    for (const locale of ['en', 'zh'] as const) {
      const told = tell(id, args, locale)
      expect(JSON.stringify(told)).not.toMatch(/(?<!\{)\{[a-z]+\}/u)
      expect(told.message).not.toBe('')
    }
  })
  test('is told by some check', () => {
    const root = new URL('../../../', import.meta.url)
    const sources = ['dsl/checks/', 'dsl/syntax/', 'dsl/format/', 'dsl/edit/', 'dsl/service/', 'engine/rules/'].flatMap(
      (folder) =>
        readdirSync(new URL(folder, root))
          .filter((name) => name.endsWith('.ts'))
          .map((name) => readFileSync(new URL(folder + name, root), 'utf8')),
    )
    expect(sources.some((text) => text.includes(`'${id}'`))).toBe(true)
  })
})

describe.each(Object.entries(hints))('hint %s', (id, { en, zh }) => {
  test('says the same in both languages', () => {
    expect(names(zh)).toEqual(names(en))
    expect(zh).toMatch(/\p{Script=Han}/u)
  })
  test('is given by some finder of slips', () => {
    const folder = new URL('../../../dsl/syntax/slips/', import.meta.url)
    const sources = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'))
    const word = id.includes('-') ? `'${id}'` : `\\b${id}\\b`
    expect(sources.join('\n')).toMatch(new RegExp(word, 'u'))
  })
})

test('an advice is told in the language asked for', () => {
  const args = { expected: '`a`', found: '`b`', hint: 'insert', better: 'c', before: 'd' }
  expect(tell('E101', args, 'en').help).toBe('`c` is missing behind `d`')
  expect(tell('E101', args, 'zh').help).toBe('`d` 之后缺少 `c`')
})

test('a sentence whose names are not all known is left out', () => {
  expect(tell('E201', { path: 'alert.a', root: 'alert', name: 'a', near: 'alert.b' }, 'en').help).toBe(
    'did you mean `alert.b`?',
  )
  expect(tell('E201', { path: 'alert.a', root: 'alert', name: 'a' }, 'en').help).toMatch(/label\.a/)
})
