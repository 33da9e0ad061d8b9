/** From checked files to what the engine executes: plans in deciding order, schedules, windows. */
import type { Plan } from '../model/plan.ts'
import type { CompiledRuleSet } from '../model/rule-set.ts'
import type { Declaration } from '../syntax/ast.ts'
import { compileInhibit } from './inhibit.ts'
import { compileRule } from './rules.ts'
import { type Scope, type SourceFile, scopesOf } from './scope.ts'
import { compileSchedule, compileWindow } from './windows.ts'

/**
 * Compiles the files of one rule set, which `check` has found free of errors.
 * @param version id of the rule-set version; stands in every plan
 * What this version does not execute is compiled like the rest: `refuse` of `dsl/checks` is asked before loading (D48).
 * @throws {CompileFailure} for what check should have refused
 */
export function compile(files: readonly SourceFile[], version: string): CompiledRuleSet {
  const scopeOf = scopesOf(files)
  const declared = <K extends Declaration['kind']>(kind: K) =>
    files.flatMap((source) =>
      source.declarations
        .filter((declaration): declaration is Extract<Declaration, { kind: K }> => declaration.kind === kind)
        .map((declaration, position) => ({ declaration, position, scope: scopeOf(source.file) })),
    )
  const inhibitions = declared('inhibit').map(({ declaration, scope }) => compileInhibit(declaration, scope))
  return {
    version,
    plans: declared('rule')
      .map(({ declaration, position, scope }) => compileRule(declaration, position, scope, version))
      .sort(inDecidingOrder),
    schedules: byName(declared('schedule'), compileSchedule),
    ...(inhibitions.length > 0 && { inhibitions }),
    windows: byName(declared('window'), compileWindow),
  }
}

/** Priority, higher first; then file by code point, then place in the file (D24). */
const inDecidingOrder = (a: Plan, b: Plan): number =>
  b.priority - a.priority || byCodePoint(a.rule.file, b.rule.file) || a.rule.position - b.rule.position

/** Unlike `<`, which compares UTF-16 units, this does not put an emoji before a full-width letter. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]]
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const byName = <D extends { readonly name: { readonly text: string } }, T>(
  declared: readonly { readonly declaration: D; readonly scope: Scope }[],
  compiled: (declaration: D, scope: Scope) => T,
): Readonly<Record<string, T>> =>
  Object.fromEntries(declared.map(({ declaration, scope }) => [declaration.name.text, compiled(declaration, scope)]))
