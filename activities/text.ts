/** Cuts to at most `max` UTF-16 units without splitting a character; a cut text ends in `…`. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  return `${atCodePoint(text, max - 1)}…`
}

/** The first `max` UTF-16 units, less one where that would split a surrogate pair. */
export function atCodePoint(text: string, max: number): string {
  const last = text.charCodeAt(max - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, with line breaks and tabs
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/** Line breaks, tabs and control characters become one space: for titles, subjects and errors. */
export const oneLine = (text: string): string => text.replace(breaks, ' ').trim()

/** Keeps line breaks (as `\n`) and tabs, drops the other control characters. */
export const manyLines = (text: string): string => text.replace(/\r\n?/g, '\n').replace(controls, '').trim()
