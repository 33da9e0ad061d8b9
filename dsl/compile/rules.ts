/** A rule of the tree as a plan. */
import type { Expression } from '../model/expression.ts'
import { type Plan, type PlanStep, planSchema } from '../model/plan.ts'
import { allSteps, stepsOfPlaybook } from '../model/plan-steps.ts'
import { ruleId } from '../model/rule-id.ts'
import type * as ast from '../syntax/ast.ts'
import { compileCondition } from './conditions.ts'
import { besideCounts, placed } from './counts.ts'
import { compileRootPath, compileText, constantMap } from './expressions.ts'
import { CompileFailure } from './failure.ts'
import { playbooksOf } from './playbooks.ts'
import type { Scope } from './scope.ts'
import { compileBlock } from './steps.ts'
import { compileTrigger } from './triggers.ts'
import { plainText } from './windows.ts'

const defaultPriority = 100

type Kind = ast.RuleItem['kind']

/** @param position place among the rules of the file, from 0 */
export function compileRule(rule: ast.Rule, position: number, scope: Scope, version: string): Plan {
  const all = <K extends Kind>(kind: K) =>
    rule.items.filter((item): item is Extract<ast.RuleItem, { kind: K }> => item.kind === kind)
  const one = <K extends Kind>(kind: K) => all(kind)[0] ?? null
  const name = plainText(rule.name)
  const [group, then, dedup, throttle] = [one('group'), one('then'), one('dedup'), one('throttle')]
  const [meta, on, whenItem] = [one('meta'), one('on'), one('when')]
  const constants = meta ? constantMap(meta.map, scope) : {}
  const trigger = on && compileTrigger(on.trigger, scope)
  const groupBy = group?.by.map(compileRootPath) ?? []
  const written = whenItem && compileCondition(whenItem.condition, scope)
  const by = trigger && 'by' in trigger && trigger.by.length > 0 ? trigger.by : groupBy
  const counting = { of: besideCounts(written), by, meta: constants }
  const inRule = { ...scope, counting, prefix: '' }
  const suppressWhile = all('suppress while').map(({ rule: other, by: paths }) => ({
    rule: plainText(other),
    by: paths.map(compileRootPath),
  }))
  const steps = then ? compileBlock(then.block, 'then', inRule) : []
  const handler = (event: ast.HandlerEvent) => {
    const found = all('handler').find((item) => item.event === event)
    return found ? compileBlock(found.block, `on_${event}`, inRule) : null
  }
  const [onError, onResolve, onAck] = [handler('error'), handler('resolve'), handler('ack')]
  const whole = { steps, onError, ...(onResolve && { onResolve }), ...(onAck && { onAck }) }
  const playbooks = playbooksOf(allSteps(whole), scope, rule.at)
  const everyStep = [...allSteps(whole), ...Object.values(playbooks).flatMap(stepsOfPlaybook)]
  return {
    schema: planSchema,
    rule: { id: ruleId(name), name, file: scope.file, position },
    version,
    meta: constants,
    enabled: one('disabled') === null,
    priority: one('priority')?.value.value ?? defaultPriority,
    ...(trigger && trigger.kind !== 'alert' && { trigger }),
    when: written && placed(written, counting),
    suppress: all('suppress when').map(({ condition }) => placed(compileCondition(condition, scope), counting)),
    ...(suppressWhile.length > 0 && { suppressWhile }),
    ...(dedup && { dedup: { by: dedup.by.map(compileRootPath), forMs: dedup.for.ms } }),
    ...(throttle && {
      throttle: { by: throttle.by.map(compileRootPath), count: throttle.count.value, perMs: throttle.per.ms },
    }),
    group: {
      by: groupBy,
      withinMs: group?.within?.ms ?? null,
      waitMs: group?.wait?.ms ?? 0,
      ...(group?.every && { everyMs: group.every.ms }),
      ...(group?.repeat && { repeatMs: group.repeat.ms }),
    },
    stopProcessing: one('stop') !== null,
    ...whole,
    ...(Object.keys(playbooks).length > 0 && { playbooks }),
    templates: templatesOf(everyStep, rule, scope),
  }
}

function templatesOf(steps: readonly PlanStep[], rule: ast.Rule, scope: Scope): Readonly<Record<string, Expression>> {
  const names = new Set(steps.flatMap((step) => ('using' in step && step.using !== null ? [step.using] : [])))
  const entries = [...names].map((name) => {
    const found = scope.find('template', name)
    if (!found) throw new CompileFailure(scope.file, rule.at, `unknown template ${name}`)
    return [name, compileText(found.declaration.text, found.scope)] as const
  })
  return Object.fromEntries(entries)
}
