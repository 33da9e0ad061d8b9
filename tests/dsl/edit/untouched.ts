/** What a command may change of the text, worked out from the graph: everything else must keep its bytes. */

import type { Command, Edit } from '../../../dsl/edit/index.ts'
import { extentOf, sourceOf } from '../../../dsl/edit/source.ts'
import type { Span } from '../../../dsl/model/span.ts'
import type { World } from './attempt.ts'

interface Reach {
  /** Anything in these may change. */
  readonly whole: readonly Span[]
  /** In these only what is of no statement inside. */
  readonly around: readonly Span[]
}

function reachOf(command: Command, { graph, parsed }: World): Reach {
  const file = { start: 0, end: graph.length }
  const frame = (id: string) => graph.frames.find((one) => one.id === id)
  const node = (name: string, id: string | null): Span => {
    const own = frame(name)
    return (id === null ? own : own?.nodes.find((one) => one.id === id))?.at ?? file
  }
  const lane = (name: string, id: string): Span => frame(name)?.lanes.find((one) => one.id === id)?.at ?? file
  switch (command.kind) {
    case 'insert step':
      return { whole: [], around: [lane(command.frame, command.slot.lane)] }
    case 'move step': {
      const to = lane(command.toFrame ?? command.frame, command.to.lane)
      return { whole: [node(command.frame, command.step)], around: [to] }
    }
    case 'wrap steps': {
      const [from, to] = [node(command.frame, command.from), node(command.frame, command.to)]
      return { whole: [{ start: from.start, end: to.end }], around: [] }
    }
    case 'delete step':
    case 'unwrap step':
      return { whole: [node(command.frame, command.step)], around: [] }
    case 'set clause': {
      const at = node(command.frame, command.step)
      return command.clause === 'rollback' ? { whole: [at], around: [] } : { whole: [], around: [at] }
    }
    case 'set field':
    case 'edit condition':
      return { whole: [], around: [node(command.frame, command.node)] }
    case 'set params':
      return { whole: [], around: [node(command.frame, null)] }
    case 'set head':
    case 'set entry':
    case 'add handler':
    case 'add arm':
    case 'add branch':
      return { whole: [], around: [node(command.frame, command.step)] }
    case 'set item':
      return {
        whole: [node(command.frame, command.item)].filter((at) => at !== file),
        around: [node(command.frame, null)],
      }
    case 'delete lane': {
      const own = frame(command.frame)
      const holder = own?.lanes.find((one) => one.id === command.lane)?.holder ?? null
      return { whole: [lane(command.frame, command.lane)], around: [node(command.frame, holder)] }
    }
    case 'add event':
    case 'delete event':
      return { whole: [], around: [node(command.frame, 'on')] }
    case 'insert declaration':
      return { whole: [], around: [file] }
    case 'delete declaration':
    case 'move declaration':
      return { whole: [parsed.declarations[command.index]?.at ?? file], around: [file] }
  }
}

const within = (inner: Span, outer: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** Edits that change a statement, or a comment of one, that the command does not speak of. */
export function strayEdits(command: Command, edits: readonly Edit[], world: World): readonly string[] {
  const { whole, around } = reachOf(command, world)
  const source = sourceOf(world.parsed)
  const others = [
    ...world.graph.sheets.map(({ at }) => at),
    ...world.graph.frames.flatMap((frame) => [frame.at, ...frame.nodes.map(({ at }) => at)]),
  ].filter((at) => !whole.some((one) => within(at, one) || within(one, at)) && !around.some((one) => within(one, at)))
  const texts = others.map((at) => ({ at, extent: extentOf(source, at) }))
  return edits.flatMap(({ at }) =>
    texts
      .filter(
        ({ extent, at: own }) =>
          at.start < extent.end && at.end > extent.start && !(at.start === at.end && at.start <= own.start),
      )
      .map((one) => `${JSON.stringify(at)} changes ${source.text.slice(one.at.start, one.at.end)}`),
  )
}
