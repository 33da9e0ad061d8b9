import { en } from './en.ts'
import type { Filling, TextKey, Texts } from './text-key.ts'
import { zh } from './zh.ts'

export type Language = 'en' | 'zh'
const catalogues: Readonly<Record<Language, Texts>> = { en, zh }

/** Chinese of any script or country reads the Simplified Chinese page, everybody else the English one. */
export const languageOf = (preferred: string): Language => (/^zh(?![a-z])/iu.test(preferred) ? 'zh' : 'en')

/** What the browser prefers; it stays until the page is loaded again. */
export const language: Language = languageOf(navigator.language)
/** For the page's `lang`, and for times and dates. */
export const pageLocale = language === 'zh' ? 'zh-CN' : 'en-GB'

/** The parts of a text: at even places words, at odd ones the names of slots. */
export const partsOf = (key: TextKey): readonly string[] => catalogues[language][key].split(/\{(\w+)\}/u)

/** A text of the page in the reader's language. */
export function say<K extends TextKey>(key: K, ...[values]: Filling<K, string | number>): string {
  const given: Readonly<Record<string, string | number>> = values ?? {}
  return partsOf(key)
    .map((part, place) => (place % 2 === 0 ? part : String(given[part])))
    .join('')
}
