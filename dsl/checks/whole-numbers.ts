/** E309: numbers that count something are whole, and at least so much. */
import { through } from '../model/span.ts'
import type { Clause, Count, Distinct, ForEach, NumberLiteral, Repeat, RuleItem, Schedule } from '../syntax/ast.ts'
import type { Accept, Check } from './place.ts'

/** Beyond this nobody means it, and databases and timers stop counting. */
export const most = 1_000_000

/** @param low what to say, by a variant of E309, where the number is whole and too small */
export function whole({ value, at }: NumberLiteral, least: number, accept: Accept, low = 'E309/least') {
  if (Number.isInteger(value) && value >= least && value <= most) return
  if (!Number.isInteger(value)) return accept({ id: 'E309', at, args: { least, most } })
  const nearest = value < least ? least : most
  const fix = { edits: [{ at, text: String(nearest) }], safe: false }
  accept({ id: value < least ? low : 'E309/most', at, args: { least, most }, fix })
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
/** HTTP has no other statuses, so a range beyond them is never answered. */
const [leastStatus, mostStatus] = [100, 599]

export const statusesExist: Check<Clause & { readonly kind: 'expect' }> = ({ from, to }, _place, accept) => {
  const at = through(from.at, to.at)
  if (from.value > to.value)
    return accept({
      id: 'E340/order',
      at,
      args: { from: from.value, to: to.value },
      fix: { edits: [{ at, text: `${to.value}..${from.value}` }], safe: false },
    })
  if (from.value > mostStatus || to.value < leastStatus)
    accept({ id: 'E340', at, args: { from: leastStatus, to: mostStatus } })
}
/** So many events are kept of each window and key (D27). */
const mostCounted = 1_000

export const boundIsSmall: Check<Count | Distinct> = ({ bound }, _place, accept) => {
  if (bound.value > mostCounted) accept({ id: 'E405', at: bound.at, args: { most: mostCounted } })
  else whole(bound, 0, accept)
}
export const throttleIsWhole: Check<RuleItem & { readonly kind: 'throttle' }> = (node, _place, accept) =>
  whole(node.count, 1, accept, 'E309/throttle')
export const timesAreWhole: Check<Repeat> = (node, _place, accept) => whole(node.times, 1, accept)
export const itemsAreWhole: Check<ForEach> = (node, _place, accept) => {
  if (Number.isInteger(node.max.value) && node.max.value > most)
    return accept({
      id: 'E309/items',
      at: node.max.at,
      args: { most },
      fix: { edits: [{ at: node.max.at, text: String(most) }], safe: false },
    })
  whole(node.max, 1, accept)
  if (node.atOnce) whole(node.atOnce, 1, accept)
}
export const levelsAreWhole: Check<Schedule> = (node, _place, accept) => {
  for (const { level } of node.levels) whole(level, 1, accept)
}
