/** E310: conditions that every alert would pay for. */
import type { Expr, Logic } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Check, Place } from './place.ts'

/** Far more than anyone writes by hand; json-rules-engine, which decides a share again, needs about 40 ms for so many. */
const mostClauses = 1_000

/** Counts the clauses with those of named conditions, no further than needed, so that names within names cost nothing. */
function isTooLarge(whole: Expr, place: Place): boolean {
  let left = mostClauses
  const count = (node: Expr, parsed: ParsedFile, within: readonly Expr[]): void => {
    if (left < 0) return
    if (node.kind === 'and' || node.kind === 'or') for (const part of node.parts) count(part, parsed, within)
    else if (node.kind === 'not' || node.kind === 'paren') count(node.of, parsed, within)
    else {
      const { value } = node.kind === 'truth' ? node : { value: null }
      const found =
        value?.kind === 'ref'
          ? place.files.seen(parsed, value.name).find((one) => one.node?.kind === 'condition')
          : null
      // One that is made of itself is told of as E216.
      if (found?.node?.kind === 'condition' && !within.includes(found.node.expr))
        count(found.node.expr, found.parsed, [...within, found.node.expr])
      else left -= 1
    }
  }
  count(whole, place.parsed, [])
  return left < 0
}

export const hasFewClauses: Check<Logic> = (node, place, accept) => {
  if (isTooLarge(node, place)) accept({ id: 'E310', at: node.at, args: { limit: mostClauses } })
}
