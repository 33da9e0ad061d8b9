/** Conditions of the tree as compiled ones: named conditions and windows in place. */
import type { Condition, CountSpec } from '../model/expression.ts'
import type * as ast from '../syntax/ast.ts'
import { compileRootPath, compileValue } from './expressions.ts'
import { CompileFailure } from './failure.ts'
import type { Scope } from './scope.ts'
import { compileWindowRef } from './windows.ts'

/** @param within named conditions being put in place, to end a cycle that check has missed */
export function compileCondition(expr: ast.Expr, scope: Scope, within: readonly string[] = []): Condition {
  const { at } = expr
  const inner = (of: ast.Expr): Condition => compileCondition(of, scope, within)
  switch (expr.kind) {
    case 'and':
    case 'or':
      return { kind: expr.kind, parts: expr.parts.map(inner), at }
    case 'not':
      return { kind: 'not', of: inner(expr.of), at }
    case 'paren':
      return inner(expr.of)
    case 'has':
      return { kind: 'has', path: compileRootPath(expr.path), at }
    case 'compare': {
      const [left, right] = [compileValue(expr.left, scope), compileValue(expr.right, scope)]
      return { kind: 'compare', op: expr.op, left, right, at }
    }
    case 'matches':
      return { kind: 'matches', left: compileValue(expr.left, scope), pattern: expr.pattern, flags: expr.flags, at }
    case 'contains':
    case 'starts with':
    case 'ends with':
    case 'in': {
      const [left, right] = [compileValue(expr.left, scope), compileValue(expr.right, scope)]
      return { kind: expr.kind, left, right, at }
    }
    case 'during': {
      const name = expr.window.kind === 'named' ? expr.window.name.text : null
      return { kind: 'during', name, window: compileWindowRef(expr.window, scope), at }
    }
    case 'truth':
      return (expr.value.kind === 'ref' && named(expr.value, scope, within)) || bareTruth(expr.value, scope)
    case 'count':
    case 'distinct': {
      // What it counts and by what is said by the rule around it, where it does not say so itself: `placed` in counts.ts.
      const spec: CountSpec = {
        id: '',
        of: expr.of && inner(expr.of),
        meta: null,
        distinct: expr.kind === 'distinct' ? compileRootPath(expr.path) : null,
        by: expr.by.map(compileRootPath),
        withinMs: expr.within.ms,
      }
      return { kind: 'count', spec, op: expr.op, bound: expr.bound.value, own: expr.of !== null, at }
    }
  }
}

const bareTruth = (value: ast.Path | ast.NameRef, scope: Scope): Condition => ({
  kind: 'truth',
  value: compileValue(value, scope),
  at: value.at,
})

function named({ name, at }: ast.NameRef, scope: Scope, within: readonly string[]): Condition | null {
  const found = scope.find('condition', name)
  if (!found) return null
  const key = `${found.scope.file}\n${name}`
  if (within.includes(key)) throw new CompileFailure(scope.file, at, `condition ${name} is made of itself`)
  return { kind: 'named', name, of: compileCondition(found.declaration.expr, found.scope, [...within, key]), at }
}
