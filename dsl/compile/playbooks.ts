/** The playbooks that the steps of a rule call, and those that these call. */
import { isParamType } from '../model/param-types.ts'
import type { PlanPlaybook, PlanStep } from '../model/plan.ts'
import { stepsOfPlaybook } from '../model/plan-steps.ts'
import type * as ast from '../syntax/ast.ts'
import { compileValue } from './expressions.ts'
import { CompileFailure } from './failure.ts'
import type { Scope } from './scope.ts'
import { compileBlock } from './steps.ts'

/** @param at of the rule that calls them */
export function playbooksOf(
  steps: readonly PlanStep[],
  scope: Scope,
  at: ast.Rule['at'],
): Readonly<Record<string, PlanPlaybook>> {
  const found = new Map<string, PlanPlaybook>()
  const add = (calling: readonly PlanStep[], from: Scope, within: readonly string[]): void => {
    for (const step of calling) {
      if (step.kind !== 'call') continue
      if (within.includes(step.playbook))
        throw new CompileFailure(from.file, at, `playbook ${step.playbook} calls itself`)
      if (found.has(step.playbook)) continue
      const declared = from.find('playbook', step.playbook)
      if (!declared) throw new CompileFailure(from.file, at, `unknown playbook ${step.playbook}`)
      const compiled = compilePlaybook(declared.declaration, declared.scope)
      found.set(step.playbook, compiled)
      add(stepsOfPlaybook(compiled), declared.scope, [...within, step.playbook])
    }
  }
  add(steps, scope, [])
  return Object.fromEntries(found)
}

function compilePlaybook({ name, params, block, handlers }: ast.Playbook, scope: Scope): PlanPlaybook {
  // Alerts are those of the run; the rule that calls says nothing of what is counted here.
  const prefix = `${name.text}:`
  const inside = { ...scope, counting: { of: null, by: [], meta: {} }, prefix }
  const handler = (event: ast.HandlerEvent) => {
    const found = handlers.find((one) => one.event === event)
    return found ? compileBlock(found.block, `${prefix}on_${event}`, inside) : null
  }
  const [onResolve, onAck] = [handler('resolve'), handler('ack')]
  return {
    name: name.text,
    params: params.map((param) => ({
      name: param.name.text,
      ...(isParamType(param.type.text) && { type: param.type.text }),
      value: param.value && compileValue(param.value, scope),
    })),
    steps: compileBlock(block, `${prefix}then`, inside),
    onError: handler('error'),
    ...(onResolve && { onResolve }),
    ...(onAck && { onAck }),
  }
}
