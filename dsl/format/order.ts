/** The order in which a rule's items and a step's clauses are written (language.md section 8). */
import type { Clause, RuleItem } from '../syntax/ast.ts'

const items: readonly RuleItem['kind'][] = [
  'meta',
  'disabled',
  'priority',
  'on',
  'when',
  'group',
  'dedup',
  'throttle',
  'suppress when',
  'suppress while',
  'then',
  'handler',
  'stop',
]
const clauses: readonly Clause['kind'][] = [
  'level',
  'via',
  'using',
  'with',
  'as',
  'up to',
  'expires',
  'timeout',
  'retry',
  'verify',
  'rollback',
  'expect',
]
export const groupOptions: readonly string[] = ['within', 'wait', 'every', 'repeat']

/** What an author wrote in any order, in ours; of two of a kind the first stays first. */
const inOrder =
  <T extends { readonly kind: string }>(order: readonly T['kind'][]) =>
  (written: readonly T[]): readonly T[] =>
    written.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))

/** Both kinds of `suppress` stand as written. */
export const itemsInOrder = (written: readonly RuleItem[]): readonly RuleItem[] => {
  const place = ({ kind }: RuleItem) => items.indexOf(kind === 'suppress while' ? 'suppress when' : kind)
  return written.toSorted((a, b) => place(a) - place(b))
}
export const clausesInOrder = inOrder<Clause>(clauses)
