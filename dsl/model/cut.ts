/** Shortening of texts, for every room. All lengths are UTF-16 units. */

/** The first `max` units, less one where that would split a surrogate pair: for what is stored or sent to machines. */
export function atCodePoint(text: string, max: number): string {
  const last = text.charCodeAt(max - 1)
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max)
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
/** Piles of accents may be of any length; no sign that people write is longer. */
const longestGrapheme = 64

/** The first `max` units, less those of a sign that would be split: letter with accents, flag, emoji of several parts. */
export function atGrapheme(text: string, max: number): string {
  if (text.length <= max) return text
  const start = graphemes.segment(text).containing(max)?.index ?? max
  return max - start > longestGrapheme ? atCodePoint(text, max) : text.slice(0, start)
}

/** For people: at most `max` units, no sign split; a cut text ends in `…`. */
export const cut = (text: string, max: number): string => (text.length <= max ? text : `${atGrapheme(text, max - 1)}…`)
