/** Text to tokens. Every character of the text is in exactly one token, so the tokens are the file. */
import moo from 'moo'
import { constantWords, dayWords, hardWords, softWords } from './keywords.ts'
import type { Token, TokenType } from './token.ts'

const compiled: moo.Lexer = moo.compile({
  space: { match: /[ \t\r\n\uFEFF]+/u, lineBreaks: true },
  comment: /#[^\n]*/u,
  block: { match: /"""[^"]*(?:"(?!"")[^"]*)*"""/u, lineBreaks: true },
  string: /"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"/u,
  regex: /\/(?:\\[^\n]|[^/\\\n])+\/[\p{L}]*/u,
  datetime: /\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?![\p{L}\p{N}_])/u,
  date: /\d{4}-\d\d-\d\d(?![\p{L}\p{N}_])/u,
  time: /\d\d:\d\d(?![\p{L}\p{N}_])/u,
  duration: /(?:\d+(?:ms|s|m|h|d|w))+(?![\p{L}\p{N}_])/u,
  size: /\d+(?:\.\d+)?(?:[kKMGTP]i?B|B)(?![\p{L}\p{N}_])/u,
  percent: /\d+(?:\.\d+)?%/u,
  number: /\d+(?:_\d+)*(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\p{L}\p{N}_])/u,
  handle: /@[\p{L}_](?:[\p{L}\p{M}\p{N}_.-]*[\p{L}\p{M}\p{N}_])?/u,
  path: /[\p{L}_][\p{L}\p{M}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{M}\p{N}_]*|\[(?:"(?:\\[^\n]|[^"\\\n])*"|\d+)\])+/u,
  word: {
    match: /[\p{L}_][\p{L}\p{M}\p{N}_]*/u,
    type: moo.keywords({ hard: hardWords, soft: softWords, day: [...dayWords], bool: [...constantWords] }),
  },
  op: /==|!=|>=|<=|\.\.|[><=+\-{}()[\],:]/u,
  // Texts in quotes of other languages and numbers with strange ends, whole, so that a message can name them.
  quoted: /'[^'\n]*'|`[^`\n]*`|“[^”\n]*”/u,
  junk: /\d[\p{L}\p{N}_]+/u,
  bad: { match: /[\s\S]/u, lineBreaks: true },
})

const isBad = (type: string): boolean => type === 'quoted' || type === 'junk'
const typeOf = (type: string): TokenType =>
  type === 'word' ? 'ident' : type === 'block' ? 'string' : isBad(type) ? 'bad' : (type as TokenType)

/** Never throws: a character that begins nothing becomes a `bad` token of its own. */
export const tokenise = (text: string): Token[] => tokensFrom(text, 0, null, () => false).tokens

/**
 * From an offset at which a token begins to the end of the text, or to where nothing more need be read.
 * @param before the last token before it that is no blank or comment
 * @param isEnough asked at the start of each token, but behind a sign, which may be the next number's own
 * @returns `isWhole`: it was read to the end
 */
export function tokensFrom(
  text: string,
  from: number,
  before: Token | null,
  isEnough: (offset: number) => boolean,
): { readonly tokens: Token[]; readonly isWhole: boolean } {
  const tokens: Token[] = []
  // moo keeps its place in the text, which is safe to share because every reading begins with a reset.
  compiled.reset(from === 0 ? text : text.slice(from))
  for (let read = compiled.next(); read; read = compiled.next()) {
    const start = from + read.offset
    if (tokens.at(-1)?.text !== '-' && isEnough(start)) return { tokens: joinSigns(tokens, before), isWhole: false }
    tokens.push({ type: typeOf(read.type ?? 'bad'), text: read.text, at: { start, end: start + read.text.length } })
  }
  return { tokens: joinSigns(tokens, before), isWhole: true }
}

const endsValue = new Set<TokenType>([
  ...(['string', 'regex', 'datetime', 'date', 'time', 'duration', 'size', 'percent', 'number'] as const),
  ...(['handle', 'path', 'ident', 'soft', 'day', 'bool'] as const),
])
const closers = new Set([')', ']', '}'])

/** `-5` is one number, unless what stands before it ends a value: `5 -3` and `free -3` subtract (D96). */
function joinSigns(tokens: readonly Token[], behind: Token | null): Token[] {
  const joined: Token[] = []
  let before = behind
  for (let i = 0; i < tokens.length; i += 1) {
    const token = tokens[i] as Token
    const next = tokens[i + 1]
    const free = before === null || !(endsValue.has(before.type) || (before.type === 'op' && closers.has(before.text)))
    let kept = token
    if (free && token.type === 'op' && token.text === '-' && (next?.type === 'number' || next?.type === 'percent')) {
      kept = { type: next.type, text: `-${next.text}`, at: { start: token.at.start, end: next.at.end } }
      i += 1
    }
    joined.push(kept)
    if (kept.type !== 'space' && kept.type !== 'comment') before = kept
  }
  return joined
}
