/** A command by chance, and what it is expected to come to. */
import type { Command } from '../../../dsl/edit/index.ts'
import type { Graph, Keys } from '../../../dsl/graph/model.ts'
import { toGraph } from '../../../dsl/graph/to-graph.ts'
import type { ParsedFile } from '../../../dsl/syntax/parsed-file.ts'
import { plainFile, type Tree } from './plain-tree.ts'

export interface Attempt {
  readonly command: Command
  /** The declarations without places; null where the command may be refused with one of `codes` only. */
  readonly expected: Tree | null
  /** Codes with which it may be refused instead. */
  readonly codes: readonly string[]
  /** Comments that may be gone. */
  readonly mayDrop: boolean
  /** A step that may take over a note of what was above it. */
  readonly doc: Keys | null
  /** Brackets of conditions may differ. */
  readonly said: boolean
}
export interface World {
  readonly parsed: ParsedFile
  readonly graph: Graph
  readonly tree: Tree
  readonly pick: <T>(all: readonly T[]) => T | undefined
  readonly below: (end: number) => number
}
export type Maker = (world: World) => Attempt | null

export function worldOf(parsed: ParsedFile, random: () => number): World {
  const below = (end: number) => Math.floor(random() * end)
  return { parsed, graph: toGraph(parsed), tree: plainFile(parsed), pick: (all) => all[below(all.length)], below }
}
export const attempt = (
  command: Command,
  expected: Tree | null,
  rest: Partial<Pick<Attempt, 'codes' | 'mayDrop' | 'doc' | 'said'>> = {},
): Attempt => ({ command, expected, codes: [], mayDrop: false, doc: null, said: false, ...rest })

export const stepsOf = ({ graph }: World) =>
  graph.frames.flatMap((frame) =>
    frame.nodes.flatMap((node) => (node.lane === null ? [] : [{ frame, node, lane: node.lane }])),
  )
export const lanesOf = ({ graph }: World) =>
  graph.frames.flatMap((frame) => frame.lanes.map((lane) => ({ frame, lane })))

export const name = (written: string) => ({ kind: 'name', text: written })
export const text = (written: string) => ({
  kind: 'text',
  parts: [{ kind: 'characters', text: written }],
  block: false,
})
export const number = (value: number) => ({ kind: 'number', value })
export const isB = {
  kind: 'compare',
  op: '==',
  left: { kind: 'path', segments: ['label', 'b'] },
  right: { kind: 'text', parts: [{ kind: 'characters', text: 'é' }], block: false },
}
export const bare = { clauses: [], handlers: [], doc: null }
export const block = (steps: Tree) => ({ kind: 'block', steps })
export const end = { kind: 'end', outcome: 'ok', message: null, ...bare }
