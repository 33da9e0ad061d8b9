/** Steps of the tree as steps of a plan. */
import type { PlanStep, PlanTarget } from '../model/plan.ts'
import { messageRetry, remediationRetry } from '../model/retry.ts'
import type * as ast from '../syntax/ast.ts'
import { clauseOf, handlerOf, retryOf, timeoutOf, viaOf } from './clauses.ts'
import { compileCondition } from './conditions.ts'
import { type Counting, placed } from './counts.ts'
import { compileText, compileValue, expressionMap } from './expressions.ts'
import { CompileFailure } from './failure.ts'
import type { Scope } from './scope.ts'
import { titleOf } from './titles.ts'
import { plainText } from './windows.ts'

const messageTimeoutMs = 30_000
const runTimeoutMs = 300_000

/** Where steps stand: they may ask windows of their rule. */
export interface StepScope extends Scope {
  readonly counting: Counting
  /** Before the ids of named steps: playbooks' are told apart by it. Empty in a rule. */
  readonly prefix: string
}

/** @param path of the block: `then`, `then.2.timeout` */
export const compileBlock = (block: ast.Block, path: string, scope: StepScope): readonly PlanStep[] =>
  block.steps.map((step, index) => compileStep(step, `${path}.${index}`, scope))

function compileStep(step: ast.Step, path: string, scope: StepScope): PlanStep {
  const as = clauseOf(step, 'as')?.name.text ?? null
  const id = as === null ? path : `${scope.prefix}${as}`
  const handler = (event: ast.HandlerEvent): readonly PlanStep[] | null => {
    const block = handlerOf(step, event)
    return block && compileBlock(block, `${id}.${event}`, scope)
  }
  const optional = (key: string, event: ast.HandlerEvent) => {
    const steps = handler(event)
    return steps && { [key]: steps }
  }
  const base = { id, as, onError: handler('error') }
  const inside = (block: ast.Block, name: string) => compileBlock(block, `${id}.${name}`, scope)
  const asked = (condition: ast.Expr) => placed(compileCondition(condition, scope), scope.counting)
  const given = () => expressionMap(clauseOf(step, 'with')?.map ?? null, scope)
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
      const expires = clauseOf(step, 'expires')
      return titled({
        ...base,
        kind: 'wait',
        for: step.what,
        upToMs: limitOf(step, scope),
        onTimeout: handler('timeout'),
        ...optional('onAck', 'ack'),
        ...optional('onResolve', 'resolve'),
        ...(expires && { expiresMs: expires.duration.ms }),
      })
    }
    case 'wait until':
      return titled({
        ...base,
        kind: 'wait until',
        condition: asked(step.condition),
        upToMs: limitOf(step, scope),
        onTimeout: handler('timeout'),
        ...optional('onResolve', 'resolve'),
      })
    case 'approve':
      return titled({
        ...base,
        kind: 'approve',
        by: step.by.map((to) => compileTarget(to, scope)),
        ...message(step, scope),
        ...approval(clauseOf(step, 'with')?.map ?? null, scope),
        upToMs: limitOf(step, scope),
        onTimeout: handler('timeout'),
        onApproved: handler('approved'),
        onRejected: handler('rejected'),
        ...optional('onResolve', 'resolve'),
      })
    case 'ticket create':
    case 'ticket update':
    case 'ticket close':
      return titled({
        ...base,
        kind: 'ticket',
        action: ticketAction[step.kind],
        of: step.kind === 'ticket create' ? step.system.text : step.ticket.text,
        using: clauseOf(step, 'using')?.name.text ?? null,
        with: given(),
        timeoutMs: timeoutOf(step, messageTimeoutMs),
        retry: retryOf(step, messageRetry),
      })
    case 'http': {
      const expected = clauseOf(step, 'expect')
      return titled({
        ...base,
        kind: 'http',
        method: step.method,
        url: compileText(step.url, scope),
        with: given(),
        secretHeaders: secretHeadersOf(clauseOf(step, 'with')?.map ?? null),
        expect: { from: expected?.from.value ?? 200, to: expected?.to.value ?? 299 },
        timeoutMs: timeoutOf(step, messageTimeoutMs),
        retry: retryOf(step, messageRetry),
        onTimeout: handler('timeout'),
      })
    }
    case 'call step':
      return titled({
        ...base,
        kind: 'call',
        playbook: step.name.text,
        args: Object.fromEntries(step.args.map(({ key, value }) => [key, compileValue(value, scope)])),
        timeoutMs: clauseOf(step, 'timeout')?.duration.ms ?? null,
        onTimeout: handler('timeout'),
      })
    case 'parallel':
      return titled({
        ...base,
        kind: 'parallel',
        join: step.join,
        branches: step.branches.map(({ title, block }, index) => ({
          title: plainText(title),
          steps: inside(block, `branch${index}`),
        })),
      })
    case 'for each':
      return titled({
        ...base,
        kind: 'for each',
        name: step.name.text,
        list: compileValue(step.list, scope),
        max: step.max.value,
        atOnce: step.atOnce?.value ?? 1,
        steps: inside(step.block, 'body'),
        onEmpty: handler('empty'),
      })
    case 'repeat':
      return titled({
        ...base,
        kind: 'repeat',
        times: step.times.value,
        everyMs: step.every?.ms ?? 0,
        until: step.until && asked(step.until),
        steps: inside(step.block, 'body'),
        onTimeout: handler('timeout'),
      })
    case 'if':
      return titled({
        ...base,
        kind: 'if',
        arms: step.arms.map(({ condition, block }, index) => ({
          condition: placed(compileCondition(condition, scope), scope.counting),
          steps: compileBlock(block, `${id}.if${index}`, scope),
        })),
        otherwise: step.otherwise ? compileBlock(step.otherwise, `${id}.else`, scope) : [],
      })
    case 'set':
      return titled({ ...base, kind: 'set', name: variableOf(step, scope), value: compileValue(step.value, scope) })
    case 'sleep':
      return titled({ ...base, kind: 'sleep', ms: step.duration.ms })
    case 'run': {
      const [verify, rollback] = [clauseOf(step, 'verify'), clauseOf(step, 'rollback')]
      return titled({
        ...base,
        kind: 'run',
        name: step.name.text,
        with: expressionMap(clauseOf(step, 'with')?.map ?? null, scope),
        timeoutMs: timeoutOf(step, runTimeoutMs),
        retry: retryOf(step, remediationRetry),
        onTimeout: handler('timeout'),
        verify: verify && { condition: asked(verify.condition), withinMs: verify.within.ms },
        ...(rollback && { rollback: inside(rollback.block, 'rollback') }),
      })
    }
    case 'end':
      return titled({
        ...base,
        kind: 'end',
        outcome: step.outcome,
        message: step.message && compileText(step.message, scope),
      })
  }
}

const message = (step: ast.Notify | ast.Escalate | ast.Approve, scope: StepScope) => ({
  via: viaOf(step),
  using: clauseOf(step, 'using')?.name.text ?? null,
  with: expressionMap(clauseOf(step, 'with')?.map ?? null, scope),
  timeoutMs: timeoutOf(step, messageTimeoutMs),
  retry: retryOf(step, messageRetry),
})

const compileTarget = (target: ast.Target, scope: StepScope): PlanTarget =>
  target.kind === 'handle'
    ? { kind: 'handle', name: target.name }
    : { kind: 'address', address: compileText(target, scope) }

/** Null is the alert's note, the one member of the alert that a rule may write (D113). */
function variableOf({ name, at }: ast.SetStep, scope: StepScope): string | null {
  if (name.kind === 'name') return name.text
  if (name.segments.join('.') === 'alert.note') return null
  throw new CompileFailure(scope.file, at, `${name.segments.join('.')} can't be set`)
}

const ticketAction = { 'ticket create': 'create', 'ticket update': 'update', 'ticket close': 'close' } as const

/** How long a wait is at most. */
function limitOf(step: ast.Step, scope: Scope): number {
  const limit = clauseOf(step, 'up to')
  if (!limit) throw new CompileFailure(scope.file, step.at, 'a wait without `up to`')
  return limit.duration.ms
}

/** What `with` says of an approval itself, and not of its message (D55). */
function approval(map: ast.MapLiteral | null, scope: Scope) {
  const value = (key: string) => map?.entries.find((entry) => entry.key === key)?.value
  const [quorum, exclude] = [value('quorum'), value('exclude_requester')]
  if (quorum && !(quorum.kind === 'number' && Number.isInteger(quorum.value) && quorum.value >= 1))
    throw new CompileFailure(scope.file, quorum.at, '`quorum` is a whole number from 1 up')
  if (exclude && exclude.kind !== 'boolean')
    throw new CompileFailure(scope.file, exclude.at, '`exclude_requester` is true or false')
  const said = (map?.entries ?? []).filter(({ key }) => key !== 'quorum' && key !== 'exclude_requester')
  return {
    with: Object.fromEntries(said.map((entry) => [entry.key, compileValue(entry.value, scope)])),
    quorum: quorum?.kind === 'number' ? quorum.value : 1,
    excludeRequester: exclude?.kind === 'boolean' && exclude.value,
  }
}

/** `headers: { authorization: secret.token }`: only the name of the secret is kept. */
function secretHeadersOf(map: ast.MapLiteral | null): Readonly<Record<string, string>> {
  const headers = map?.entries.find(({ key }) => key === 'headers')?.value
  if (headers?.kind !== 'map') return {}
  return Object.fromEntries(
    headers.entries.flatMap(({ key, value }) =>
      value.kind === 'path' && value.segments[0] === 'secret' ? [[key, value.segments.slice(1).join('.')]] : [],
    ),
  )
}
