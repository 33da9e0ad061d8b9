/** Commands by chance on steps, and every family of commands. */
import type { Wrapper } from '../../../dsl/edit/wrap.ts'
import { attempt, bare, block, isB, lanesOf, type Maker, name, number, stepsOf } from './attempt.ts'
import { partMakers } from './part-attempts.ts'
import { at, type Tree } from './plain-tree.ts'

const bits: readonly (readonly [text: string, steps: Tree])[] = [
  ['sleep 7m', [{ kind: 'sleep', duration: { kind: 'duration', ms: 420_000 }, clauses: [], handlers: [], doc: null }]],
  ['## Why.\nend ok  # done', [{ kind: 'end', outcome: 'ok', message: null, clauses: [], handlers: [], doc: 'Why.' }]],
  [
    '    end\n    # Between.\n    end failed',
    [
      { kind: 'end', outcome: 'ok', message: null, clauses: [], handlers: [], doc: null },
      { kind: 'end', outcome: 'failed', message: null, clauses: [], handlers: [], doc: null },
    ],
  ],
]

const insert: Maker = (world) => {
  const place = world.pick(lanesOf(world))
  const bit = world.pick(bits)
  if (!place || !bit) return null
  const { frame, lane } = place
  const index = world.below(lane.steps.length + 1)
  const expected = structuredClone(world.tree)
  at(expected, frame.declaration, ...lane.keys, 'steps').splice(index, 0, ...bit[1])
  const slot = { lane: lane.id, index }
  return attempt({ kind: 'insert step', frame: frame.id, slot, text: bit[0] }, expected)
}

const remove: Maker = (world) => {
  const place = world.pick(stepsOf(world))
  if (!place) return null
  const { frame, node } = place
  const expected = structuredClone(world.tree)
  at(expected, frame.declaration, ...node.keys.slice(0, -1)).splice(node.keys.at(-1), 1)
  return attempt({ kind: 'delete step', frame: frame.id, step: node.id }, expected, { mayDrop: true })
}

const move: Maker = (world) => {
  const from = world.pick(stepsOf(world))
  const to = world.pick(lanesOf(world))
  if (!from || !to) return null
  const index = world.below(to.lane.steps.length + 1)
  const command = {
    kind: 'move step',
    frame: from.frame.id,
    step: from.node.id,
    toFrame: to.frame.id,
    to: { lane: to.lane.id, index },
  } as const
  const way = [to.frame.declaration, ...to.lane.keys]
  const own = [from.frame.declaration, ...from.node.keys]
  if (own.every((key, place) => way[place] === key)) return attempt(command, null, { codes: ['E922'] })
  const expected = structuredClone(world.tree)
  const list = at(expected, ...own.slice(0, -1))
  const step = list[own.at(-1) as number]
  const moved = structuredClone(step)
  // Put in first, then the old one is found again by itself, so no place has to be worked out twice.
  at(expected, ...way, 'steps').splice(index, 0, moved)
  list.splice(list.indexOf(step), 1)
  return attempt(command, expected)
}

const wrappers: readonly (readonly [Wrapper, (steps: Tree) => Tree])[] = [
  [
    { kind: 'if', condition: 'label.b == "é"' },
    (steps) => ({ kind: 'if', arms: [{ condition: isB, block: block(steps) }], otherwise: null, ...bare }),
  ],
  [
    { kind: 'parallel', join: 'any', title: '"one"' },
    (steps) => ({
      kind: 'parallel',
      join: 'any',
      branches: [
        { title: { kind: 'text', parts: [{ kind: 'characters', text: 'one' }], block: false }, block: block(steps) },
      ],
      ...bare,
    }),
  ],
  [
    { kind: 'for each', name: 'x', list: 'alert.tags', max: '5', atOnce: '2' },
    (steps) => ({
      kind: 'for each',
      name: name('x'),
      list: { kind: 'path', segments: ['alert', 'tags'] },
      max: number(5),
      atOnce: number(2),
      block: block(steps),
      ...bare,
    }),
  ],
  [
    { kind: 'repeat', times: '3', until: 'label.b == "é"' },
    (steps) => ({ kind: 'repeat', times: number(3), every: null, until: isB, block: block(steps), ...bare }),
  ],
]

const wrap: Maker = (world) => {
  const place = world.pick(lanesOf(world).filter(({ lane }) => lane.steps.length > 0))
  const wrapper = world.pick(wrappers)
  if (!place || !wrapper) return null
  const { frame, lane } = place
  const from = world.below(lane.steps.length)
  const to = from + world.below(lane.steps.length - from)
  const expected = structuredClone(world.tree)
  const list = at(expected, frame.declaration, ...lane.keys, 'steps')
  list.splice(from, to - from + 1, wrapper[1](list.slice(from, to + 1)))
  const [first = '', last = ''] = [lane.steps[from], lane.steps[to]]
  return attempt({ kind: 'wrap steps', frame: frame.id, from: first, to: last, in: wrapper[0] }, expected)
}

const holders = ['branch', 'fork', 'loop']
const unwrap: Maker = (world) => {
  const place = world.pick(stepsOf(world).filter(({ node }) => holders.includes(node.kind) || world.below(9) === 0))
  if (!place) return null
  const { frame, node } = place
  const command = { kind: 'unwrap step', frame: frame.id, step: node.id } as const
  if (!holders.includes(node.kind)) return attempt(command, null, { codes: ['E924'] })
  const full = frame.lanes.filter((lane) => lane.holder === node.id && lane.steps.length > 0)
  if (full.length > 1) return attempt(command, null, { codes: ['E924'] })
  const [lane] = full
  if (lane && ['handler', 'rollback'].includes(lane.role)) return attempt(command, null, { codes: ['E924'] })
  const expected = structuredClone(world.tree)
  const inner = lane ? at(expected, frame.declaration, ...lane.keys, 'steps') : []
  const list = at(expected, frame.declaration, ...node.keys.slice(0, -1))
  const index = node.keys.at(-1) as number
  list.splice(index, 1, ...inner)
  return attempt(command, expected, { doc: [frame.declaration, ...node.keys] })
}

/** Every family of commands. */
export const makers: Readonly<Record<string, Maker>> = { insert, remove, move, wrap, unwrap, ...partMakers }
