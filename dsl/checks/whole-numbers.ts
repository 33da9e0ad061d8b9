/** E309: numbers that count something are whole, and at least so much. */
import type { Clause, ForEach, NumberLiteral, Repeat, RuleItem, Schedule } from '../syntax/ast.ts'
import type { Accept, Check } from './place.ts'

/** Beyond this nobody means it, and databases and timers stop counting. */
const most = 1_000_000

function whole({ value, at }: NumberLiteral, least: number, accept: Accept) {
  if (Number.isInteger(value) && value >= least && value <= most) return
  accept({ id: 'E309', at, args: { least, most } })
}

export const priorityIsWhole: Check<RuleItem & { readonly kind: 'priority' }> = (node, _place, accept) =>
  whole(node.value, -most, accept)
export const levelIsWhole: Check<Clause & { readonly kind: 'level' }> = (node, _place, accept) =>
  whole(node.level, 1, accept)
export const retriesAreWhole: Check<Clause & { readonly kind: 'retry' }> = (node, _place, accept) =>
  whole(node.times, 0, accept)
export const statusesAreWhole: Check<Clause & { readonly kind: 'expect' }> = (node, _place, accept) => {
  whole(node.from, 100, accept)
  whole(node.to, 100, accept)
}
export const timesAreWhole: Check<Repeat> = (node, _place, accept) => whole(node.times, 1, accept)
export const itemsAreWhole: Check<ForEach> = (node, _place, accept) => {
  whole(node.max, 1, accept)
  if (node.atOnce) whole(node.atOnce, 1, accept)
}
export const levelsAreWhole: Check<Schedule> = (node, _place, accept) => {
  for (const { level } of node.levels) whole(level, 1, accept)
}
