/** Trees without places, to change by hand: what a command is expected to say is worked out here without the editor's code. */
import type { ParsedFile } from '../../../dsl/syntax/parsed-file.ts'

// biome-ignore lint/suspicious/noExplicitAny: trees are taken apart and put together freely here.
export type Tree = any

export function plain(tree: unknown): Tree {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map(plain)
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([name]) => name !== 'at' && !name.endsWith('At'))
      .map(([name, member]) => [name, plain(member)]),
  )
}

export const plainFile = (parsed: ParsedFile): Tree => plain(parsed.declarations)

/** The part at the end of the way, which must be there. */
export function at(tree: Tree, ...keys: readonly (string | number)[]): Tree {
  let part = tree
  for (const key of keys) part = part[key]
  if (part === undefined) throw new Error(`nothing at ${keys.join('.')}`)
  return part
}

export function comments(parsed: ParsedFile): readonly string[] {
  return parsed.tokens
    .filter(({ type }) => type === 'comment')
    .map(({ text }) => text.replace(/^#+ ?/u, '').trimEnd())
    .sort()
}
