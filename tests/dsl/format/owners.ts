import { clausesInOrder, itemsInOrder } from '../../../dsl/format/order.ts'
import type { Span } from '../../../dsl/model/span.ts'
import type { ParsedFile } from '../../../dsl/syntax/parsed-file.ts'
import { isTrivia } from '../../../dsl/syntax/token.ts'

interface Owner {
  readonly path: string
  readonly at: Span
}
const statements = ['declarations', 'steps', 'handlers', 'lines', 'levels', 'branches', 'events', 'arms']

/** Every statement of a file with a name that formatting keeps: its place among the sorted. */
function owners(node: unknown, path: string, found: Owner[]): readonly Owner[] {
  if (typeof node !== 'object' || node === null) return found
  for (const [name, value] of Object.entries(node)) {
    const kind = 'kind' in node ? node.kind : ''
    const list =
      name === 'clauses' ? clausesInOrder(value) : name === 'items' && kind === 'rule' ? itemsInOrder(value) : value
    const isStatement = statements.includes(name) || (name === 'items' && (kind === 'rule' || kind === 'test'))
    if (!Array.isArray(list)) {
      owners(value, `${path}.${name}`, found)
      continue
    }
    list.forEach((item, index) => {
      const here = `${path}.${name}[${index}]`
      if (isStatement) found.push({ path: here, at: item.at })
      owners(item, here, found)
    })
  }
  return found
}

/**
 * For each comment: its text, whether it has a line of its own, and the innermost statement of the word that it belongs to:
 * the one before it on its line, else the next. Sorted by statement; those of one statement in the order of the text.
 */
export function ownersOf({ declarations, tokens }: ParsedFile): readonly string[] {
  const all = owners({ declarations }, '', [])
  const words = tokens.filter((token) => !isTrivia(token))
  const ownerOf = (offset: number | undefined): string =>
    all
      .filter(({ at }) => offset !== undefined && at.start <= offset && offset < at.end)
      .sort((a, b) => a.at.end - a.at.start - (b.at.end - b.at.start))[0]?.path ?? 'file'
  return tokens
    .flatMap((token, index) => {
      if (token.type !== 'comment') return []
      const before = words.findLast((word) => word.at.end <= token.at.start)
      const gap = tokens[index - 1]?.type === 'space' ? tokens[index - 1]?.text : ''
      const isBehind = before !== undefined && !gap?.includes('\n')
      const word = isBehind ? before : words.find((one) => one.at.start >= token.at.end)
      return [{ owner: ownerOf(word?.at.start), text: token.text.trimEnd() }]
    })
    .map(({ owner, text }) => `${owner} ${text}`)
    .sort()
}
