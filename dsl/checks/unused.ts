/** W507: what is declared and nothing names: neither a rule, a playbook nor a test of any file. */
import type { Condition, Const, Playbook, Template, Window } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Check } from './place.ts'

/** Names that stand anywhere in a file and how often: a word too many in here only hides a warning. */
const mentioned = new WeakMap<ParsedFile, ReadonlyMap<string, number>>()

function mentionsIn(file: ParsedFile): ReadonlyMap<string, number> {
  const known = mentioned.get(file)
  if (known) return known
  const counts = new Map<string, number>()
  const count = (name: string) => counts.set(name, (counts.get(name) ?? 0) + 1)
  for (const token of file.tokens) {
    if (token.type === 'ident' || token.type === 'soft') count(token.text.normalize('NFC'))
    if (token.type === 'path') count((/^[^.[]+/u.exec(token.text)?.[0] ?? '').normalize('NFC'))
    if (token.type === 'string')
      for (const [name] of token.text.matchAll(/[\p{L}_][\p{L}\p{M}\p{N}_]*/gu)) count(name.normalize('NFC'))
  }
  mentioned.set(file, counts)
  return counts
}

export const isUsed: Check<Const | Condition | Template | Window | Playbook> = (node, place, accept) => {
  const { text: name, at } = node.name
  let times = 0
  for (const file of place.files.files) {
    times += mentionsIn(file).get(name) ?? 0
    if (times > 1) return
  }
  // Without a rule or a test to use them, these are a library for other rule sets.
  const isPart = node.kind !== 'const' && node.kind !== 'template'
  if (isPart && !place.files.declared.some(({ keyword }) => keyword === 'rule' || keyword === 'test')) return
  accept({ id: 'W507', at, args: { what: node.kind, name } })
}
