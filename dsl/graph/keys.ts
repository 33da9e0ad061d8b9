/** Parts of a tree by the way to them. Trees are not changed: a change makes a new one that shares the rest. */
import type { Keys } from './model.ts'

type Members = Readonly<Record<string | number, unknown>>

export function getIn(tree: unknown, keys: Keys): unknown {
  let part = tree
  for (const key of keys) {
    if (typeof part !== 'object' || part === null) return undefined
    part = (part as Members)[key]
  }
  return part
}

/** The tree with the part changed; a way that leads nowhere changes nothing. */
export function updateIn<Tree>(tree: Tree, keys: Keys, change: (part: unknown) => unknown): Tree {
  const [key, ...rest] = keys
  if (key === undefined) return change(tree) as Tree
  if (typeof tree !== 'object' || tree === null) return tree
  const inner = updateIn((tree as Members)[key], rest, change)
  if (!Array.isArray(tree)) return { ...tree, [key]: inner }
  const copy = [...(tree as readonly unknown[])]
  copy[key as number] = inner
  return copy as Tree
}

export const setIn = <Tree>(tree: Tree, keys: Keys, part: unknown): Tree => updateIn(tree, keys, () => part)

/** The list at the end of the way with some of it replaced. */
export const spliceIn = <Tree>(
  tree: Tree,
  keys: Keys,
  from: number,
  remove: number,
  ...put: readonly unknown[]
): Tree => updateIn(tree, keys, (list) => (list as readonly unknown[]).toSpliced(from, remove, ...put))
