import type { Span } from '../model/span.ts'
import type { CallStep, Expr, Logic, Playbook, Value } from '../syntax/ast.ts'

interface Placed {
  readonly at: Span
}
/** A part of the tree of which the formatter knows more than its words. */
export type Node = (Expr | Value | CallStep | Playbook) & Placed

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

export const isLogic = (node: Node): node is Logic => node.kind === 'and' || node.kind === 'or'

/**
 * Goes through a tree in the order of its members; texts are left out.
 * @param enter false keeps out of what is inside
 */
export function visit(tree: unknown, enter: (node: Node) => boolean): void {
  if (Array.isArray(tree)) for (const item of tree) visit(item, enter)
  else if (isObject(tree) && (!('kind' in tree && 'at' in tree) || (tree.kind !== 'text' && enter(tree as Node))))
    for (const member of Object.values(tree)) if (isObject(member)) visit(member, enter)
}
