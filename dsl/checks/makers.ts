/** What brings the names of a rule or playbook, in the order in which it runs: handlers last, wherever they are written. */
import type { Block, Declaration, Handler, RuleItem, Step, Value } from '../syntax/ast.ts'
import { stepsIn } from './blocks.ts'

export type Maker =
  /** `as NAME`: what the step brought about. */
  | { readonly kind: 'step'; readonly step: Step }
  | { readonly kind: 'set'; readonly value: Value }
  | { readonly kind: 'param'; readonly type: string }
  /** An event of a sequence: an alert. */
  | { readonly kind: 'event' }
  /** What a loop is at, of which list. */
  | { readonly kind: 'item'; readonly list: Value }

type Makers = ReadonlyMap<string, readonly Maker[]>

/** Declarations do not change, and each of their paths asks. */
const known = new WeakMap<Declaration, Makers>()

/** @returns every maker by the name that it brings, wherever it stands */
export function makersIn(declaration: Declaration): Makers {
  const before = known.get(declaration)
  if (before) return before
  const found = Map.groupBy(all(declaration), ([name]) => name)
  const makers = new Map([...found].map(([name, of]) => [name, of.map(([, maker]) => maker)]))
  known.set(declaration, makers)
  return makers
}

type Made = readonly [name: string, maker: Maker]

function all(declaration: Declaration): readonly Made[] {
  if (declaration.kind === 'playbook') {
    const params = declaration.params.map(({ name, type }): Made => [name.text, { kind: 'param', type: type.text }])
    return [...params, ...inBlock(declaration.block), ...inHandlers(declaration.handlers)]
  }
  if (declaration.kind !== 'rule') return []
  const isHandler = ({ kind }: RuleItem) => kind === 'handler'
  const inOrder = declaration.items.toSorted((a, b) => Number(isHandler(a)) - Number(isHandler(b)))
  return inOrder.flatMap((item): readonly Made[] => {
    if (item.kind === 'then' || item.kind === 'handler') return inBlock(item.block)
    if (item.kind !== 'on' || item.trigger.kind !== 'sequence') return []
    return item.trigger.events.map(({ name }) => [name.text, { kind: 'event' }])
  })
}

const inBlock = (block: Block): readonly Made[] => stepsIn(block).flatMap(madeBy)
const inHandlers = (handlers: readonly Handler[]): readonly Made[] => handlers.flatMap(({ block }) => inBlock(block))

/** What a step itself brings. */
export function madeBy(step: Step): readonly Made[] {
  const named = step.clauses.flatMap((clause): readonly Made[] =>
    clause.kind === 'as' ? [[clause.name.text, { kind: 'step', step }]] : [],
  )
  if (step.kind === 'set' && step.name.kind === 'name')
    return [...named, [step.name.text, { kind: 'set', value: step.value }]]
  return step.kind === 'for each' ? [...named, [step.name.text, { kind: 'item', list: step.list }]] : named
}
