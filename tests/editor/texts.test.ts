import { expect, test } from 'vitest'
import { en } from '../../editor/texts/en.ts'
import { languageOf } from '../../editor/texts/say.ts'
import { zh } from '../../editor/texts/zh.ts'

const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name).sort()

test('every text has both languages, with the same slots', () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en))
  for (const [key, text] of Object.entries(en)) {
    const chinese = zh[key as keyof typeof en]
    expect([key, slots(chinese)]).toEqual([key, slots(text)])
    // `、` between words is a text too.
    expect([key, chinese]).toEqual([key, expect.stringMatching(/[\p{Script=Han}、]/u)])
    expect([key, text]).toEqual([key, expect.not.stringMatching(/\p{Script=Han}/u)])
  }
})

test.each([
  ['zh', 'zh'],
  ['zh-CN', 'zh'],
  ['ZH-Hant-TW', 'zh'],
  ['en-GB', 'en'],
  ['de', 'en'],
  ['zha', 'en'],
  ['', 'en'],
])('a browser that prefers %j reads %s', (preferred, language) => {
  expect(languageOf(preferred)).toBe(language)
})
