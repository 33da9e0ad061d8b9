/** Where the steps of a rule or playbook stand, and what they are called: ids as in plans and runs. */
import type { Block, Clause, Handler, Playbook, Rule, Step } from '../syntax/ast.ts'
import type { Keys, Lane } from './model.ts'

export interface LaneSite {
  readonly id: string
  readonly role: Lane['role']
  /** Id of the step or lane head that it hangs from. */
  readonly holder: string | null
  readonly block: Block
  /** From the declaration to the block. */
  readonly keys: Keys
  readonly steps: readonly StepSite[]
}
export interface StepSite {
  readonly id: string
  readonly step: Step
  readonly lane: string
  readonly index: number
  readonly keys: Keys
  readonly lanes: readonly LaneSite[]
}
export interface HeadSite {
  readonly id: string
  readonly handler: Handler
  readonly keys: Keys
}
export interface Sites {
  /** The lanes of the declaration itself, in the order written. */
  readonly roots: readonly LaneSite[]
  /** Heads of its side lanes. */
  readonly heads: readonly HeadSite[]
  /** Every lane and every step, inner ones after their own. */
  readonly lanes: ReadonlyMap<string, LaneSite>
  readonly steps: ReadonlyMap<string, StepSite>
}

/** A block of a step: how its lane is called, and the way to it. */
interface Inner {
  readonly part: string
  readonly role: Lane['role']
  readonly block: Block
  readonly keys: Keys
}

/** The blocks of a step in the order in which they are written. */
function innerBlocks(step: Step): readonly Inner[] {
  const rollback = (clause: Clause, index: number): readonly Inner[] =>
    clause.kind === 'rollback'
      ? [{ part: 'rollback', role: 'rollback', block: clause.block, keys: ['clauses', index, 'block'] }]
      : []
  const handler = ({ event, block }: Handler, index: number): Inner => ({
    part: event,
    role: 'handler',
    block,
    keys: ['handlers', index, 'block'],
  })
  return [...bodies(step), ...step.clauses.flatMap(rollback), ...step.handlers.map(handler)]
}

function bodies(step: Step): readonly Inner[] {
  switch (step.kind) {
    case 'if':
      return [
        ...step.arms.map(
          ({ block }, index): Inner => ({ part: `if${index}`, role: 'arm', block, keys: ['arms', index, 'block'] }),
        ),
        ...(step.otherwise
          ? [{ part: 'else', role: 'else', block: step.otherwise, keys: ['otherwise'] } satisfies Inner]
          : []),
      ]
    case 'parallel':
      return step.branches.map(({ block }, index) => ({
        part: `branch${index}`,
        role: 'branch',
        block,
        keys: ['branches', index, 'block'],
      }))
    case 'for each':
    case 'repeat':
      return [{ part: 'body', role: 'body', block: step.block, keys: ['block'] }]
    default:
      return []
  }
}

/** Ids are unique: what is written twice, which a check tells of, gets `~2`. */
function unique(taken: ReadonlyMap<string, unknown>, wanted: string): string {
  if (!taken.has(wanted)) return wanted
  for (let number = 2; ; number += 1) if (!taken.has(`${wanted}~${number}`)) return `${wanted}~${number}`
}

const asName = (step: Step): string | null => {
  const as = step.clauses.find((clause) => clause.kind === 'as')
  return as?.kind === 'as' ? as.name.text : null
}

const remembered = new WeakMap<Rule | Playbook, Sites>()

export function sitesOf(declaration: Rule | Playbook): Sites {
  const known = remembered.get(declaration)
  if (known) return known
  const lanes = new Map<string, LaneSite>()
  const steps = new Map<string, StepSite>()

  function stepSite(step: Step, index: number, lane: string, keys: Keys): StepSite {
    const name = asName(step)
    const id = name !== null && !steps.has(name) ? name : unique(steps, `${lane}.${index}`)
    const inner: LaneSite[] = []
    const site: StepSite = { id, step, lane, index, keys, lanes: inner }
    steps.set(id, site)
    for (const one of innerBlocks(step))
      inner.push(laneSite(`${id}.${one.part}`, one.role, id, one.block, [...keys, ...one.keys]))
    return site
  }
  function laneSite(wanted: string, role: Lane['role'], holder: string | null, block: Block, keys: Keys): LaneSite {
    const id = unique(lanes, wanted)
    const inner: StepSite[] = []
    const site: LaneSite = { id, role, holder, block, keys, steps: inner }
    lanes.set(id, site)
    for (const [index, step] of block.steps.entries()) inner.push(stepSite(step, index, id, [...keys, 'steps', index]))
    return site
  }

  const heads: HeadSite[] = []
  const roots: LaneSite[] = []
  const side = (handler: Handler, keys: Keys): void => {
    const id = unique(new Map(heads.map((head) => [head.id, true])), `on ${handler.event}`)
    heads.push({ id, handler, keys })
    roots.push(laneSite(`on_${handler.event}`, 'handler', id, handler.block, [...keys, 'block']))
  }
  if (declaration.kind === 'playbook') {
    roots.push(laneSite('then', 'then', null, declaration.block, ['block']))
    for (const [index, handler] of declaration.handlers.entries()) side(handler, ['handlers', index])
  } else
    declaration.items.forEach((item, index) => {
      if (item.kind === 'then') roots.push(laneSite('then', 'then', null, item.block, ['items', index, 'block']))
      if (item.kind === 'handler') side(item, ['items', index])
    })
  const sites = { roots, heads, lanes, steps }
  remembered.set(declaration, sites)
  return sites
}
