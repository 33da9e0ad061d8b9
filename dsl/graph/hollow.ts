import type { Block } from '../syntax/ast.ts'

const isBlock = (node: object): node is Block => 'kind' in node && node.kind === 'block' && 'steps' in node

/** A part of a tree with its blocks emptied: what was in them stands in lanes. */
export function hollow<Tree>(tree: Tree): Tree {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map((item: unknown) => hollow(item)) as Tree
  if (isBlock(tree)) return { ...tree, steps: [] }
  // Only statements hold blocks, and values are the most of a tree.
  const copy: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(tree)) copy[name] = holders.has(name) ? hollow(member) : member
  return copy as Tree
}
const holders = new Set(['block', 'otherwise', 'arms', 'branches', 'clauses', 'handlers'])
