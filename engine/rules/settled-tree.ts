import { setTimeout } from 'node:timers/promises'
import { fingerprintOf } from './fingerprint.ts'
import { type RuleTree, readTree } from './read-tree.ts'

/** So often is a folder looked at that never rests; then it is taken as it reads. */
const mostLooks = 20

/**
 * The folder when nobody is writing in it: a save empties the file first, so one read in its middle shows rules that are
 * gone, or half of them, and both may check.
 * @param seen what the folder read as just now
 * @param quietMs how long it must have read the same
 */
export async function settledTree(folder: string, seen: RuleTree, quietMs: number): Promise<RuleTree> {
  let tree = seen
  for (let look = 1; look < mostLooks; look++) {
    const before = fingerprintOf(tree)
    await setTimeout(quietMs)
    tree = await readTree(folder)
    if (fingerprintOf(tree) === before) return tree
  }
  return tree
}
