/** W507: constants and templates that nothing names. */
import type { Const, Template } from '../syntax/ast.ts'
import type { Check, Place } from './place.ts'

/** Names that stand anywhere in the rule set: a word too many in here only hides a warning. */
const mentioned = new WeakMap<object, ReadonlyMap<string, number>>()

function mentions(place: Place): ReadonlyMap<string, number> {
  const known = mentioned.get(place.files)
  if (known) return known
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const file of place.files.files)
    for (const token of file.tokens) {
      if (token.type === 'ident' || token.type === 'soft') count(token.text.normalize('NFC'))
      if (token.type === 'path') count((/^[^.[]+/u.exec(token.text)?.[0] ?? '').normalize('NFC'))
      if (token.type === 'string')
        for (const [name] of token.text.matchAll(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu)) count(name.normalize('NFC'))
    }
  mentioned.set(place.files, counts)
  return counts
}

export const isUsed: Check<Const | Template> = (node, place, accept) => {
  const { text: name, at } = node.name
  if ((mentions(place).get(name) ?? 0) < 2) accept({ id: 'W507', at, args: { what: node.kind, name } })
}
