/** Steps of the tree as steps of a plan. */
import { capabilities } from '../model/capabilities.ts'
import type { PlanStep, PlanTarget } from '../model/plan.ts'
import { messageRetry, remediationRetry } from '../model/retry.ts'
import type * as ast from '../syntax/ast.ts'
import { clauseOf, handlerOf, retryOf, timeoutOf, viaOf } from './clauses.ts'
import { compileCondition } from './conditions.ts'
import { compileText, compileValue, expressionMap } from './expressions.ts'
import { CompileFailure } from './failure.ts'
import type { Scope } from './scope.ts'
import { titleOf } from './titles.ts'

const messageTimeoutMs = 30_000
const runTimeoutMs = 300_000

/** @param path of the block: `then`, `then.2.timeout` */
export const compileBlock = (block: ast.Block, path: string, scope: Scope): readonly PlanStep[] =>
  block.steps.map((step, index) => compileStep(step, `${path}.${index}`, scope))

function compileStep(step: ast.Step, path: string, scope: Scope): PlanStep {
  refuseUnknown(step, scope)
  const as = clauseOf(step, 'as')?.name.text ?? null
  const id = as ?? path
  const handler = (event: ast.HandlerEvent): readonly PlanStep[] | null => {
    const block = handlerOf(step, event)
    return block && compileBlock(block, `${id}.${event}`, scope)
  }
  const base = { id, as, onError: handler('error') }
  const titled = (untitled: Parameters<typeof titleOf>[0]): PlanStep =>
    ({ ...untitled, title: titleOf(untitled) }) as PlanStep
  switch (step.kind) {
    case 'notify':
      return titled({
        ...base,
        kind: 'notify',
        targets: step.targets.map((to) => compileTarget(to, scope)),
        ...message(step, scope),
      })
    case 'escalate': {
      const level = clauseOf(step, 'level')?.level.value ?? null
      return titled({ ...base, kind: 'escalate', target: step.target.name, level, ...message(step, scope) })
    }
    case 'wait for': {
      const limit = clauseOf(step, 'up to')
      if (!limit) throw new CompileFailure(scope.file, step.at, 'a wait without `up to`')
      return titled({ ...base, kind: 'wait', for: step.what, upToMs: limit.duration.ms, onTimeout: handler('timeout') })
    }
    case 'if':
      return titled({
        ...base,
        kind: 'if',
        arms: step.arms.map(({ condition, block }, index) => ({
          condition: compileCondition(condition, scope),
          steps: compileBlock(block, `${id}.if${index}`, scope),
        })),
        otherwise: step.otherwise ? compileBlock(step.otherwise, `${id}.else`, scope) : [],
      })
    case 'set':
      return titled({ ...base, kind: 'set', name: variableOf(step, scope), value: compileValue(step.value, scope) })
    case 'sleep':
      return titled({ ...base, kind: 'sleep', ms: step.duration.ms })
    case 'run': {
      const verify = clauseOf(step, 'verify')
      return titled({
        ...base,
        kind: 'run',
        name: step.name.text,
        with: expressionMap(clauseOf(step, 'with')?.map ?? null, scope),
        timeoutMs: timeoutOf(step, runTimeoutMs),
        retry: retryOf(step, remediationRetry),
        onTimeout: handler('timeout'),
        verify: verify && { condition: compileCondition(verify.condition, scope), withinMs: verify.within.ms },
      })
    }
    case 'end':
      return titled({
        ...base,
        kind: 'end',
        outcome: step.outcome,
        message: step.message && compileText(step.message, scope),
      })
    default:
      throw new CompileFailure(scope.file, step.at, `step ${step.kind} is not executed by this version`)
  }
}

const message = (step: ast.Notify | ast.Escalate, scope: Scope) => ({
  via: viaOf(step),
  using: clauseOf(step, 'using')?.name.text ?? null,
  with: expressionMap(clauseOf(step, 'with')?.map ?? null, scope),
  timeoutMs: timeoutOf(step, messageTimeoutMs),
  retry: retryOf(step, messageRetry),
})

const compileTarget = (target: ast.Target, scope: Scope): PlanTarget =>
  target.kind === 'handle'
    ? { kind: 'handle', name: target.name }
    : { kind: 'address', address: compileText(target, scope) }

/** Null is the alert's note, the one member of the alert that a rule may write (D113). */
function variableOf({ name, at }: ast.SetStep, scope: Scope): string | null {
  if (name.kind === 'name') return name.text
  if (name.segments.join('.') === 'alert.note') return null
  throw new CompileFailure(scope.file, at, `${name.segments.join('.')} can't be set`)
}

/** A clause or handler that this version does not execute must not be dropped in silence (D48). */
function refuseUnknown(step: ast.Step, scope: Scope): void {
  const clauses: readonly string[] = capabilities.clauses
  const handlers: readonly string[] = capabilities.handlers
  for (const clause of step.clauses)
    if (!clauses.includes(clause.kind))
      throw new CompileFailure(scope.file, clause.at, `clause ${clause.kind} is not executed by this version`)
  for (const { event, at } of step.handlers)
    if (!handlers.includes(event))
      throw new CompileFailure(scope.file, at, `on ${event} is not executed by this version`)
}
