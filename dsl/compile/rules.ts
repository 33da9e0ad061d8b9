/** A rule of the tree as a plan. */
import type { Expression } from '../model/expression.ts'
import { type Plan, planSchema } from '../model/plan.ts'
import { allSteps } from '../model/plan-steps.ts'
import { ruleId } from '../model/rule-id.ts'
import type * as ast from '../syntax/ast.ts'
import { compileCondition } from './conditions.ts'
import { compileRootPath, compileText, constantMap } from './expressions.ts'
import { CompileFailure } from './failure.ts'
import type { Scope } from './scope.ts'
import { compileBlock } from './steps.ts'
import { plainText } from './windows.ts'

const defaultPriority = 100

type Kind = ast.RuleItem['kind']

/** @param position place among the rules of the file, from 0 */
export function compileRule(rule: ast.Rule, position: number, scope: Scope, version: string): Plan {
  for (const item of rule.items) refuseUnknown(item, scope)
  const all = <K extends Kind>(kind: K) =>
    rule.items.filter((item): item is Extract<ast.RuleItem, { kind: K }> => item.kind === kind)
  const one = <K extends Kind>(kind: K) => all(kind)[0] ?? null
  const name = plainText(rule.name)
  const [when, group, then, meta] = [one('when'), one('group'), one('then'), one('meta')]
  const errorHandler = all('handler').find(({ event }) => event === 'error')
  const steps = then ? compileBlock(then.block, 'then', scope) : []
  const onError = errorHandler ? compileBlock(errorHandler.block, 'on_error', scope) : null
  return {
    schema: planSchema,
    rule: { id: ruleId(name), name, file: scope.file, position },
    version,
    meta: meta ? constantMap(meta.map, scope) : {},
    enabled: one('disabled') === null,
    priority: one('priority')?.value.value ?? defaultPriority,
    when: when && compileCondition(when.condition, scope),
    suppress: all('suppress when').map(({ condition }) => compileCondition(condition, scope)),
    group: {
      by: group?.by.map(compileRootPath) ?? [],
      withinMs: group?.within?.ms ?? null,
      waitMs: group?.wait?.ms ?? 0,
    },
    stopProcessing: one('stop') !== null,
    steps,
    onError,
    templates: templatesOf({ steps, onError }, rule, scope),
  }
}

function templatesOf(
  plan: Pick<Plan, 'steps' | 'onError'>,
  rule: ast.Rule,
  scope: Scope,
): Readonly<Record<string, Expression>> {
  const names = new Set(allSteps(plan).flatMap((step) => ('using' in step && step.using !== null ? [step.using] : [])))
  const entries = [...names].map((name) => {
    const found = scope.find('template', name)
    if (!found) throw new CompileFailure(scope.file, rule.at, `unknown template ${name}`)
    return [name, compileText(found.declaration.text, found.scope)] as const
  })
  return Object.fromEntries(entries)
}

/** What this version does not execute must not be dropped in silence (D48). */
function refuseUnknown(item: ast.RuleItem, scope: Scope): void {
  const what = unexecuted(item)
  if (what !== null) throw new CompileFailure(scope.file, item.at, `${what} is not executed by this version`)
}

function unexecuted(item: ast.RuleItem): string | null {
  switch (item.kind) {
    case 'on':
      return item.trigger.kind === 'alert' ? null : `on ${item.trigger.kind}`
    case 'handler':
      return item.event === 'error' ? null : `on ${item.event} of a rule`
    case 'group':
      return item.every || item.repeat ? 'group with every or repeat' : null
    case 'dedup':
    case 'throttle':
    case 'suppress while':
      return item.kind
    default:
      return null
  }
}
