/** What each word of a file is, for colours that know more than a grammar of patterns. */
import { isRoot } from '../checks/names.ts'
import type { Span } from '../model/span.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { occurrencesIn } from './occurrences.ts'

export const tokenKinds = [
  'keyword',
  'comment',
  'string',
  'regexp',
  'number',
  'variable',
  'property',
  'function',
  'class',
  'parameter',
  'operator',
] as const
export type TokenKind = (typeof tokenKinds)[number]
export interface SemanticToken {
  readonly at: Span
  readonly kind: TokenKind
}

const literals: Readonly<Record<string, TokenKind>> = {
  ...{ comment: 'comment', string: 'string', regex: 'regexp', hard: 'keyword', soft: 'keyword', day: 'keyword' },
  ...{ bool: 'keyword', number: 'number', percent: 'number', size: 'number', duration: 'number', time: 'number' },
  ...{ date: 'number', datetime: 'number', handle: 'variable', path: 'property', ident: 'variable' },
} as const

/** Keys of maps, names of functions, and the like: what stands in the tree and in no occurrence. */
function placesIn(node: unknown, into: Map<number, TokenKind>): void {
  if (typeof node !== 'object' || node === null) return
  if ('keyAt' in node) into.set((node.keyAt as Span).start, 'property')
  if ('kind' in node && node.kind === 'name' && 'at' in node) into.set((node.at as Span).start, 'variable')
  for (const member of Object.values(node)) placesIn(member, into)
  if ('kind' in node && node.kind === 'call' && 'at' in node) into.set((node.at as Span).start, 'function')
}

/** In the order of the text, none inside another. */
export function semanticTokens(parsed: ParsedFile, text: string): readonly SemanticToken[] {
  const places = new Map<number, TokenKind>()
  const holes: SemanticToken[] = []
  for (const declaration of parsed.declarations) {
    placesIn(declaration, places)
    for (const { at, asked, declares } of occurrencesIn(declaration, text)) {
      const isGlobal = declares && asked !== 'local'
      places.set(at.start, isGlobal ? 'class' : asked === 'local' ? 'parameter' : 'variable')
      if (text[at.start] !== '"') holes.push({ at, kind: places.get(at.start) ?? 'variable' })
    }
  }
  holes.sort((a, b) => a.at.start - b.at.start)
  let hole = 0
  return parsed.tokens.flatMap((token): SemanticToken[] => {
    const { type, at } = token
    if (type === 'space' || type === 'bad' || type === 'op') return []
    const kind = literals[type] ?? 'variable'
    if (type === 'string') {
      // Names between {{ }} cut the text in pieces.
      const cut: SemanticToken[] = []
      let from = at.start
      while ((holes[hole]?.at.start ?? Number.POSITIVE_INFINITY) < at.start) hole += 1
      for (let one = holes[hole]; one && one.at.end <= at.end; one = holes[++hole]) {
        if (one.at.start < from) continue
        if (one.at.start > from) cut.push({ at: { start: from, end: one.at.start }, kind: 'string' })
        cut.push(one)
        from = one.at.end
      }
      if (from < at.end) cut.push({ at: { start: from, end: at.end }, kind: 'string' })
      return places.get(at.start) === 'class' || places.get(at.start) === 'property'
        ? [{ at, kind: places.get(at.start) as TokenKind }]
        : cut
    }
    if (type === 'path')
      return [{ at, kind: isRoot(/^[^.[]*/u.exec(token.text)?.[0] ?? '') ? 'property' : 'parameter' }]
    if (type === 'handle') return [{ at, kind }]
    return [{ at, kind: places.get(at.start) ?? kind }]
  })
}
