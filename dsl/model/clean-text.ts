// biome-ignore lint/suspicious/noControlCharactersInRegex: removing control characters is the purpose
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above, with line breaks and tabs
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

/**
 * Signs without a picture that change how others are read: bidi embeddings, overrides and isolates, zero-width spaces and
 * joiners of words, soft hyphens, annotations, tags. The two joiners that Persian, Indic scripts and emoji need stay, and
 * so do the tags of a flag (the group).
 */
const invisible =
  /(\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f})|[\u00ad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
/** Hints of direction: of use in prose, able to shuffle a line made of several parts. */
const marks = /[\u061c\u200e\u200f]/g

const visible = (text: string): string => text.toWellFormed().replace(invisible, '$1')

/**
 * For titles, subjects, names and errors: line breaks, tabs and control characters become one space, and nothing invisible
 * is left that could show the line in another order than it was written. Right-to-left letters stay: they need none.
 */
export const oneLine = (text: string): string => visible(text).replace(marks, '').replace(breaks, ' ').trim()

/** For prose: keeps line breaks (as `\n`), tabs and direction marks; drops the other control and invisible characters. */
export const manyLines = (text: string): string => visible(text).replace(/\r\n?/g, '\n').replace(controls, '').trim()
