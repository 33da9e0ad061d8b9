/** Pieces of rule text. */
import { pathText } from '../../model/path-text.ts'
import { hardWords } from '../../syntax/keywords.ts'

const at = { start: 0, end: 0 }

export const labelPath = (label: string): string => pathText({ kind: 'path', root: 'label', segments: [label], at })

const escapes: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A text in quotes that is only itself: no hole in it. */
export const quoted = (text: string): string =>
  `"${text.replace(/["\\\n\r\t]/gu, (sign) => escapes[sign] ?? sign).replaceAll('{{', '\\{{')}"`

/** A pattern between slashes. */
export const patternLiteral = (pattern: string): string =>
  `/${pattern.replace(/\\[\s\S]|\/|\n/gu, (found) => (found === '/' ? '\\/' : found.endsWith('\n') ? '\\n' : found))}/`

/** A name of the language that is close to a foreign one: small letters, digits and underscores. */
export function nameOf(foreign: string): string {
  const name = foreign
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '_')
    .replace(/^_+|_+$/gu, '')
  return /^[a-z]/u.test(name) && !hardWords.includes(name) ? name : `x_${name}`
}

/** The wish, or the wish with the first number behind it that is free; the answer is then taken. */
export function takeFree(wish: string, taken: Set<string>, join = '_'): string {
  let name = wish
  for (let number = 2; taken.has(name); number += 1) name = `${wish}${join}${number}`
  taken.add(name)
  return name
}
