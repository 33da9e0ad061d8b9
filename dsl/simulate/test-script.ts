/** A `test` block as what is done and expected, item by item (D120). */

import { resultFields } from '../checks/result-fields.ts'
import { compileCondition } from '../compile/conditions.ts'
import { withoutCounts } from '../compile/counts.ts'
import { compileRootPath, compileValue } from '../compile/expressions.ts'
import { CompileFailure } from '../compile/failure.ts'
import type { Scope } from '../compile/scope.ts'
import { valueOf } from '../compile/value-of.ts'
import { plainText } from '../compile/windows.ts'
import type { RemediateResult } from '../model/activity.ts'
import type { Condition } from '../model/expression.ts'
import { isTyped, kindName, kindOf } from '../model/kind-of.ts'
import { instantOf, localFromText } from '../model/local-time.ts'
import { nearest } from '../model/nearest.ts'
import type { Plan } from '../model/plan.ts'
import type { Span } from '../model/span.ts'
import type { Value } from '../model/value.ts'
import type * as ast from '../syntax/ast.ts'
import { type Answers, wrongAnswer } from './answers.ts'
import { readGiven } from './given.ts'

export type Action = { readonly at: Span } & (
  | { readonly kind: 'at'; readonly time: number }
  | {
      readonly kind: 'given'
      readonly status: 'active' | 'resolved'
      readonly count: number
      readonly everyMs: number
      readonly alert: Readonly<Record<string, Value>>
    }
  | { readonly kind: 'given silence'; readonly matches: Condition; readonly forMs: number }
  | { readonly kind: 'given incident'; readonly rule: string }
  | { readonly kind: 'given webhook'; readonly plan: Plan; readonly body: Value }
  | { readonly kind: 'given manual'; readonly plan: Plan }
  | { readonly kind: 'after'; readonly ms: number }
  | { readonly kind: 'mock'; readonly name: string; readonly result: Partial<RemediateResult> }
  | { readonly kind: 'answer'; readonly of: keyof Answers; readonly name: string; readonly value: Value }
  | { readonly kind: 'ack'; readonly by: string }
  | { readonly kind: 'decide'; readonly by: string; readonly approved: boolean }
  | { readonly kind: 'resolve alert' }
  | ({ readonly kind: 'expect'; readonly not: boolean } & Expected)
)

export interface Expected {
  readonly fact: Fact
  /** Exactly so often; null: at all. */
  readonly times: number | null
  /** Null: the whole test. */
  readonly since: Since | null
}
/** The last so many milliseconds, or what has happened since this item began. */
export type Since = { readonly ms: number } | { readonly item: number }

export type Fact =
  | { readonly kind: 'matched'; readonly rule: string }
  | { readonly kind: State }
  | { readonly kind: 'grouped with'; readonly by: Plan['group']['by'] }
  /** `target` as the trace names it: `@payments`, `#room`. */
  | { readonly kind: 'notify'; readonly target: string; readonly via: string | null }
  | { readonly kind: 'escalate'; readonly target: string }
  | { readonly kind: 'ran'; readonly name: string }
  | { readonly kind: 'ticket'; readonly action: 'create' | 'close' }
  | { readonly kind: 'end'; readonly outcome: 'ok' | 'failed' }
  | { readonly kind: 'compare'; readonly condition: Condition }

type State = 'suppressed' | 'throttled' | 'deduped' | 'inhibited' | 'muted' | 'running'

export interface TestScript {
  readonly name: string
  readonly file: string
  readonly at: Span
  /** When it begins and how its times are shown. */
  readonly start: number
  readonly zone: string
  readonly actions: readonly Action[]
  /** What keeps it from being run, with its place. */
  readonly problems: readonly TestProblem[]
}
export interface TestProblem {
  readonly at: Span
  readonly message: string
}

/** When a test begins that does not say so: a Monday morning. */
const defaultStart = Date.UTC(2026, 0, 5, 9)

/** @param plans the rules that the test's file sees */
export function testScript(test: ast.Test, scope: Scope, plans: readonly Plan[]): TestScript {
  const problems: TestProblem[] = []
  const wrong = (at: Span, message: string) => void problems.push({ at, message })
  const first = test.items.find((item) => item.kind === 'at')
  const zone = first ? plainText(first.zone) : 'UTC'
  const start = first ? instantOf(localFromText(first.time.text), zone) : defaultStart
  const actions: Action[] = []
  /** Of the last item of each kind: which of the actions is its first. */
  const begun: Begun = new Map()
  for (const item of test.items)
    try {
      for (const name of namesOf(item)) begun.set(name, actions.length)
      actions.push(...actionOf(item, scope, plans, begun, wrong))
    } catch (error) {
      if (!(error instanceof CompileFailure)) throw error
      wrong(error.at, error.message)
    }
  if (!test.items.some(({ kind }) => kind === 'expect')) wrong(test.name.at, 'this test expects nothing')
  return { name: plainText(test.name), file: scope.file, at: test.name.at, start, zone, actions, problems }
}

type Wrong = (at: Span, message: string) => void

type Begun = Map<SinceItem, number>
type SinceItem = Extract<ast.Since, { kind: 'since item' }>['item']

/** How `since` may name it. */
function namesOf(item: ast.TestItem): readonly SinceItem[] {
  switch (item.kind) {
    case 'given':
      return item.what === 'resolve' ? ['given', 'resolve'] : ['given']
    case 'given silence':
    case 'given incident':
    case 'given webhook':
    case 'given manual':
      return ['given']
    case 'resolve alert':
      return ['resolve']
    case 'ack':
    case 'approve':
    case 'reject':
      return [item.kind]
    default:
      return []
  }
}

function actionOf(
  item: ast.TestItem,
  scope: Scope,
  plans: readonly Plan[],
  begun: Begun,
  wrong: Wrong,
): readonly Action[] {
  const { at } = item
  switch (item.kind) {
    case 'at':
      return [{ kind: 'at', at, time: instantOf(localFromText(item.time.text), plainText(item.zone)) }]
    case 'given':
      return [given(item, scope, wrong)]
    case 'given silence': {
      const matches = withoutCounts(compileCondition(item.condition, scope), scope)
      return [{ kind: 'given silence', at, matches, forMs: item.for.ms }]
    }
    case 'given incident':
      return [{ kind: 'given incident', at, rule: plainText(item.rule) }]
    case 'given webhook': {
      const name = plainText(item.name)
      const started = plans.filter(({ trigger }) => trigger?.kind === 'webhook' && trigger.name === name)
      if (started.length === 0) wrong(item.name.at, `no rule here starts by webhook "${name}"`)
      const body = constant(item.body, scope)
      return started.map((plan) => ({ kind: 'given webhook', at, plan, body }))
    }
    case 'given manual': {
      const name = plainText(item.rule)
      const plan = plans.find((one) => one.rule.name === name && one.trigger?.kind === 'manual')
      if (!plan) wrong(item.rule.at, `no rule "${name}" here starts by hand: it would say \`on manual\``)
      return plan ? [{ kind: 'given manual', at, plan }] : []
    }
    case 'after':
      return [{ kind: 'after', at, ms: item.duration.ms }]
    case 'mock': {
      if (item.step !== 'run') {
        const value = constant(item.returns, scope)
        const problem = wrongAnswer(item.step, value)
        if (problem !== null) wrong(item.returns.at, problem)
        return [{ kind: 'answer', at, of: item.step, name: item.name.text, value }]
      }
      const result = mocked(constant(item.returns, scope), (problem) => wrong(item.returns.at, problem))
      return [{ kind: 'mock', at, name: item.name.text, result }]
    }
    case 'approve':
    case 'reject':
      return [{ kind: 'decide', at, by: `@${item.by.name}`, approved: item.kind === 'approve' }]
    case 'ack':
      return [{ kind: 'ack', at, by: `@${item.by.name}` }]
    case 'resolve alert':
      return [{ kind: 'resolve alert', at }]
    case 'expect':
      return [{ kind: 'expect', at, not: item.not, ...expectedOf(item, scope, plans, begun, wrong) }]
  }
}

/** A value that needs no alert to be known; what leads nowhere is none. */
const constant = (value: ast.Value, scope: Scope): Value =>
  valueOf(compileValue(value, scope), {
    ...{ alert: null, incident: null, meta: {}, names: {}, run: null, error: null, now: 0 },
  }) ?? null

function given(item: ast.TestItem & { readonly kind: 'given' }, scope: Scope, wrong: Wrong): Action {
  const entries = item.map.entries.map(({ key, value }) => [key, constant(value, scope)] as const)
  const alert = Object.fromEntries(entries)
  const status = item.what === 'resolve' ? 'resolved' : 'active'
  for (const { member, problem } of readGiven(alert, status, 0).problems)
    wrong(item.map.entries.find(({ key }) => key === member)?.at ?? item.map.at, problem)
  const count = item.count?.value ?? 1
  if (item.count && (!Number.isInteger(count) || count < 1 || count > mostAlerts))
    wrong(item.count.at, `this is a whole number from 1 to ${mostAlerts}`)
  return { kind: 'given', at: item.at, status, count, everyMs: item.every?.ms ?? 0, alert }
}
const mostAlerts = 10_000

const resultMembers = Object.keys(resultFields.run)

/** What `mock run NAME returns { … }` says; what it leaves out is as if all went well. */
function mocked(value: Value, wrong: (problem: string) => void): Partial<RemediateResult> {
  if (kindOf(value) !== 'map') {
    wrong(`a repair returns a map, such as { ok: true }, not ${kindName[kindOf(value)]}`)
    return {}
  }
  const given = value as { readonly [key: string]: Value }
  for (const key of Object.keys(given)) {
    if (resultMembers.includes(key)) continue
    const meant = nearest(key, resultMembers)
    wrong(
      `a repair returns no \`${key}\`; ${meant ? `did you mean \`${meant}\`?` : `it has ${resultMembers.join(', ')}`}`,
    )
  }
  const { ok, exit_code, stdout, stderr, error, duration } = given
  if (ok !== undefined && typeof ok !== 'boolean') wrong('`ok` is true or false')
  const failed = ok === false
  return {
    ok: !failed,
    exit_code: typeof exit_code === 'number' ? exit_code : failed ? 1 : 0,
    ...(typeof stdout === 'string' && { stdout }),
    ...(typeof stderr === 'string' && { stderr }),
    error: typeof error === 'string' ? error : null,
    ...(duration !== undefined &&
      duration !== null &&
      isTyped(duration) &&
      duration.$ === 'duration' && { duration_ms: duration.ms }),
  }
}

function expectedOf(item: Expect, scope: Scope, plans: readonly Plan[], begun: Begun, wrong: Wrong): Expected {
  const times = item.times?.value ?? null
  if (item.times && !(Number.isInteger(times) && item.times.value >= 0)) wrong(item.times.at, 'this is a whole number')
  return { fact: factOf(item.fact, scope, plans, wrong), times, since: item.since && sinceOf(item.since, begun, wrong) }
}
type Expect = ast.TestItem & { readonly kind: 'expect' }

function sinceOf(since: ast.Since, begun: Begun, wrong: Wrong): Since {
  if (since.kind !== 'since item') return { ms: since.ms }
  const item = begun.get(since.item)
  if (item === undefined) wrong(since.at, `there is no \`${since.item}\` before this`)
  return { item: item ?? 0 }
}

function factOf(fact: ast.TestFact, scope: Scope, plans: readonly Plan[], wrong: Wrong): Fact {
  switch (fact.kind) {
    case 'matched': {
      const rule = plainText(fact.rule)
      const names = plans.map((plan) => plan.rule.name)
      if (!names.includes(rule)) wrong(fact.rule.at, unknownRule(rule, names))
      return { kind: 'matched', rule }
    }
    case 'grouped with':
      return { kind: 'grouped with', by: fact.by.map(compileRootPath) }
    case 'notify': {
      const { target } = fact
      const name = target.kind === 'handle' ? `@${target.name}` : plainText(target)
      return { kind: 'notify', target: name, via: fact.via?.text ?? null }
    }
    case 'escalate':
      return { kind: 'escalate', target: `@${fact.target.name}` }
    case 'ran':
      return { kind: 'ran', name: fact.name.text }
    case 'end':
      return { kind: 'end', outcome: fact.outcome }
    case 'compare': {
      const [left, right] = [compileValue(fact.left, scope), compileValue(fact.right, scope)]
      return { kind: 'compare', condition: { kind: 'compare', op: fact.op, left, right, at: fact.at } }
    }
    case 'ticket':
      return { kind: 'ticket', action: fact.state === 'created' ? 'create' : 'close' }
    default:
      return { kind: fact.kind }
  }
}

function unknownRule(rule: string, names: readonly string[]): string {
  const meant = nearest(rule, names)
  const help = meant ? `did you mean "${meant}"?` : 'a test sees its own file and those that it uses'
  return `no rule is called "${rule}"; ${help}`
}
