import { expect, test } from 'vitest'
import { localeOf } from '../../engine/config-locale.ts'

test.each<[asked: string | null, env: Record<string, string>, locale: string]>([
  [null, {}, 'en'],
  [null, { LANG: 'zh_CN.UTF-8' }, 'zh'],
  [null, { LANG: 'zh' }, 'zh'],
  [null, { LANG: 'de_DE.UTF-8' }, 'en'],
  [null, { LANG: 'C' }, 'en'],
  [null, { LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' }, 'en'],
  [null, { LANG: 'zh_CN.UTF-8', TOCSIN_LANG: 'en' }, 'en'],
  [null, { LANG: 'en_US.UTF-8', TOCSIN_LANG: 'zh' }, 'zh'],
  ['en', { TOCSIN_LANG: 'zh' }, 'en'],
  ['zh', {}, 'zh'],
  [null, { LANG: '', LC_ALL: ' ', LC_MESSAGES: 'zh_TW' }, 'zh'],
])('--lang %s and %o: %s', (asked, env, locale) => {
  expect(localeOf(asked, env)).toBe(locale)
})
