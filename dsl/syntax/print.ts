import type { ParsedFile } from './parsed-file.ts'

/** The file's text again, byte for byte. */
export const print = (parsed: Pick<ParsedFile, 'tokens'>): string => parsed.tokens.map((token) => token.text).join('')
