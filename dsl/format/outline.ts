/** What the words alone don't tell, read from the tree: where commas are free, where no blank stands, where `and` is. */
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { isLogic, visit } from './visit.ts'

/** All are offsets in the file. */
export interface Outline {
  /** Where keys of maps begin; they are taken as written. */
  readonly keys: ReadonlySet<number>
  /** Where entries of maps end; a comma behind them is free. */
  readonly entryEnds: ReadonlySet<number>
  /** Where entries end that another follows. */
  readonly separations: ReadonlySet<number>
  /** Where names end that a `(` belongs to. */
  readonly called: ReadonlySet<number>
  /** Where operands begin that `and` or `or` stands before. */
  readonly joined: readonly number[]
}

export function outlineOf({ declarations }: ParsedFile): Outline {
  const keys = new Set<number>()
  const entryEnds = new Set<number>()
  const separations = new Set<number>()
  const called = new Set<number>()
  const joined: number[] = []
  visit(declarations, (node) => {
    if (node.kind === 'call' || node.kind === 'call step' || node.kind === 'playbook') called.add(node.name.at.end)
    if (isLogic(node)) for (const part of node.parts.slice(1)) joined.push(part.at.start)
    if (node.kind !== 'map') return true
    for (const { keyAt, at } of node.entries) {
      keys.add(keyAt.start)
      entryEnds.add(at.end)
    }
    for (const { at } of node.entries.slice(0, -1)) separations.add(at.end)
    return true
  })
  return { keys, entryEnds, separations, called, joined }
}
