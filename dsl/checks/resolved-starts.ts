/** W582: rules that ask for alerts that are over, which start nothing. */
import type { RuleItem } from '../syntax/ast.ts'
import { triggerOf } from './fields.ts'
import { conflictIn, type Way, waysOf } from './logic/normal-form.ts'
import type { Check } from './place.ts'

const status = JSON.stringify(['alert', 'status'])

/** The clause of a way that leaves no status but `resolved`. */
const demand = (way: Way) =>
  way.find(
    ({ positive, path, fact }) =>
      positive && path === status && fact?.kind === 'one of' && fact.texts.every((text) => text === 'resolved'),
  )

/** An alert that resolves is over: rules are asked when one comes, or changes while it is open. */
export const startsBeforeTheEnd: Check<RuleItem & { readonly kind: 'when' }> = ({ condition }, place, accept) => {
  if (triggerOf(place) !== 'alert') return
  const owner = `${place.parsed.file}:${place.declaration.at.start}`
  const ways = waysOf(condition, { files: place.files, parsed: place.parsed, owner })
  // What no alert can be is told of as W504.
  const possible = ways?.filter((way) => conflictIn(way) === null) ?? []
  const demands = possible.map(demand)
  const [first] = demands
  if (!first || demands.includes(undefined)) return
  const isOne = demands.every((one) => one?.at === first.at) && !isOutside(first.at, condition.at)
  accept({ id: 'W582', at: isOne ? first.at : condition.at })
}

/** In a named condition, which stands elsewhere. */
const isOutside = (inner: RuleItem['at'], outer: RuleItem['at']): boolean =>
  inner.start < outer.start || outer.end < inner.end
