/** W504: conditions that always hold, or never. */
import type { Clause, Condition, Expr, If, Repeat, RuleItem, WaitUntil } from '../syntax/ast.ts'
import { conflictIn, waysOf } from './logic/normal-form.ts'
import type { Accept, Check, Place } from './place.ts'

const ownerOf = ({ parsed, declaration }: Place): string => `${parsed.file}:${declaration.at.start}`

/** Beyond this a condition is not read through: it costs more than it helps. */
const longest = 20_000

function judge(expr: Expr, place: Place, accept: Accept): void {
  if (expr.at.end - expr.at.start > longest) return
  const ground = { files: place.files, parsed: place.parsed, owner: ownerOf(place) }
  const conflicts = waysOf(expr, ground)?.map(conflictIn)
  const [first] = conflicts ?? []
  if (conflicts?.every((conflict) => conflict !== null) && first) {
    const [a, b] = first
    const isHere = ({ start, end }: { start: number; end: number }) => expr.at.start <= start && end <= expr.at.end
    const labels = a !== b && isHere(a.at) && isHere(b.at) ? [a.at, b.at] : []
    accept({ id: labels.length > 0 ? 'W504' : 'W504/void', at: expr.at, labels })
  } else if (waysOf(expr, ground, false)?.every((way) => conflictIn(way) !== null))
    accept({ id: 'W504/always', at: expr.at })
}

export const conditionMayDiffer: Check<RuleItem & { readonly kind: 'when' | 'suppress when' }> = (
  { condition },
  place,
  accept,
) => judge(condition, place, accept)

export const namedMayDiffer: Check<Condition> = ({ expr }, place, accept) => judge(expr, place, accept)

export const armsMayDiffer: Check<If> = ({ arms }, place, accept) => {
  for (const { condition } of arms) judge(condition, place, accept)
}

export const waitMayDiffer: Check<WaitUntil> = ({ condition }, place, accept) => judge(condition, place, accept)

export const loopMayDiffer: Check<Repeat> = ({ until }, place, accept) => {
  if (until) judge(until, place, accept)
}

export const verifyMayDiffer: Check<Clause & { readonly kind: 'verify' }> = ({ condition }, place, accept) =>
  judge(condition, place, accept)
