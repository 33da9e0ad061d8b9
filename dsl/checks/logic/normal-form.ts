/** A condition as a list of ways to satisfy it, each a list of clauses that must all hold. */
import type { Expr } from '../../syntax/ast.ts'
import { implies, isVoid, opposite } from './implies.ts'
import { type Ground, type Literal, literalOf } from './literal.ts'

export type Way = readonly Literal[]

const mostWays = 64
const mostClauses = 32

/** @returns null where the condition has too many ways to think through */
export function waysOf(expr: Expr, ground: Ground, positive = true, depth = 0): readonly Way[] | null {
  if (depth > 50) return null
  switch (expr.kind) {
    case 'paren':
      return waysOf(expr.of, ground, positive, depth + 1)
    case 'not':
      return waysOf(expr.of, ground, !positive, depth + 1)
    case 'and':
    case 'or': {
      const parts: (readonly Way[])[] = []
      for (const part of expr.parts) {
        const ways = waysOf(part, ground, positive, depth + 1)
        if (ways === null) return null
        parts.push(ways)
      }
      return (expr.kind === 'and') === positive ? allOf(parts) : anyOf(parts)
    }
    case 'truth': {
      const named = expr.value.kind === 'ref' ? conditionNamed(expr.value.name, ground) : null
      return named ? waysOf(named.expr, named.ground, positive, depth + 1) : [[literalOf(expr, positive, ground)]]
    }
    default:
      return [[literalOf(expr, positive, ground)]]
  }
}

function conditionNamed(name: string, ground: Ground) {
  const found = ground.files.seen(ground.parsed, name).find((one) => one.node?.kind === 'condition')
  return found?.node?.kind === 'condition'
    ? { expr: found.node.expr, ground: { ...ground, parsed: found.parsed } }
    : null
}

function anyOf(parts: readonly (readonly Way[])[]): readonly Way[] | null {
  const ways = parts.flat()
  return ways.length > mostWays ? null : ways
}

function allOf(parts: readonly (readonly Way[])[]): readonly Way[] | null {
  let ways: readonly Way[] = [[]]
  for (const part of parts) {
    if (ways.length * part.length > mostWays) return null
    ways = ways.flatMap((way) => part.map((more) => [...way, ...more]))
  }
  return ways.some((way) => way.length > mostClauses) ? null : ways
}

/** Two clauses of a way that exclude each other, or one that never holds; null where the way may be gone. */
export function conflictIn(way: Way): readonly [Literal, Literal] | null {
  for (const [index, a] of way.entries()) {
    if (isVoid(a)) return [a, a]
    for (const b of way.slice(index + 1)) if (implies(a, opposite(b)) || implies(b, opposite(a))) return [a, b]
  }
  return null
}
