/** E308, W530, W592: times of nothing, where they would do harm or say nothing, and a pause that is never so long. */
import { valueText } from '../model/value-text.ts'
import type { Clause, Count, Distinct, DurationLiteral, Repeat, RuleItem, Sleep, Trigger } from '../syntax/ast.ts'
import type { Accept, Check } from './place.ts'

type ClauseOf<K extends Clause['kind']> = Clause & { readonly kind: K }
type ItemOf<K extends RuleItem['kind']> = RuleItem & { readonly kind: K }
type TriggerOf<K extends Trigger['kind']> = Trigger & { readonly kind: K }

function must(duration: DurationLiteral, accept: Accept) {
  if (duration.ms <= 0) accept({ id: 'E308/zero', at: duration.at })
}
function should(duration: DurationLiteral | null, accept: Accept) {
  if (duration && duration.ms <= 0) accept({ id: 'W530', at: duration.at })
}

/** Over at once, before anybody could answer. */
export const limitPasses: Check<ClauseOf<'up to' | 'timeout' | 'expires'>> = ({ duration }, _place, accept) =>
  must(duration, accept)
/** Holds no event at all. */
export const windowHolds: Check<Count | Distinct> = ({ within }, _place, accept) => must(within, accept)
export const sequenceHolds: Check<TriggerOf<'sequence'>> = ({ within }, _place, accept) => must(within, accept)
/** Everything is absent for no time. */
export const absenceLasts: Check<TriggerOf<'absence'>> = (node, _place, accept) => must(node.for, accept)
/**
 * `repeat 0s` would tell without end. A group of no time takes no second alert, while one without `within` takes them as long
 * as it is open, so `within 0s` must not be left out as other times of nothing may be.
 */
export const groupLasts: Check<ItemOf<'group'>> = ({ within, repeat }, _place, accept) => {
  if (repeat) must(repeat, accept)
  if (within && within.ms <= 0) accept({ id: 'W530/group', at: within.at })
}
export const dedupLasts: Check<ItemOf<'dedup'>> = (node, _place, accept) => should(node.for, accept)
export const throttleLasts: Check<ItemOf<'throttle'>> = ({ per }, _place, accept) => should(per, accept)
export const sleepPasses: Check<Sleep> = ({ duration }, _place, accept) => should(duration, accept)
export const pausePasses: Check<Repeat> = ({ every }, _place, accept) => should(every, accept)

const textOf = ({ ms }: DurationLiteral): string => valueText({ $: 'duration', ms })

/** `backoff 10m max 1m`: each pause is cut to the limit, also the first (D103). */
export const backoffFits: Check<ClauseOf<'retry'>> = ({ backoff, max }, _place, accept) => {
  if (!backoff || !max || max.ms >= backoff.ms) return
  accept({ id: 'W592', at: max.at, labels: [backoff.at], args: { backoff: textOf(backoff), max: textOf(max) } })
}
