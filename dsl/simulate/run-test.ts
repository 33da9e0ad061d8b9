/** Runs one `test` block in a virtual world. */
import type { Plan } from '../model/plan.ts'
import type { CompiledRuleSet } from '../model/rule-set.ts'
import type { Span } from '../model/span.ts'
import type { Arriving } from './alert.ts'
import { type Seen, verdictOn } from './expectations.ts'
import { readGiven } from './given.ts'
import type { Action, Since, TestScript } from './test-script.ts'
import type { Entry } from './trace.ts'
import { type UnusedMock, unusedMocks } from './unused-mocks.ts'
import { World } from './world.ts'

export interface TestFailure {
  /** Place in the test's file. */
  readonly at: Span
  readonly message: string
  /** More about it, line by line. */
  readonly details: readonly string[]
  /** How much of the trace had happened. */
  readonly entries: number
}
export interface TestOutcome {
  readonly script: TestScript
  readonly failures: readonly TestFailure[]
  readonly trace: readonly Entry[]
  readonly unusedMocks: readonly UnusedMock[]
  /** The rules that it asked, in deciding order. */
  readonly plans: readonly Plan[]
  /** Virtual time that passed. */
  readonly ms: number
}

/** @param rules what the test's file sees (D120) */
export function runTest(script: TestScript, rules: CompiledRuleSet): TestOutcome {
  const problems = script.problems.map(({ at, message }) => ({ at, message, details: [], entries: 0 }))
  if (problems.length > 0) return { script, failures: problems, trace: [], unusedMocks: [], plans: rules.plans, ms: 0 }
  return new Running(script, rules).run()
}

class Running {
  readonly #script: TestScript
  readonly #rules: CompiledRuleSet
  readonly #world: World
  readonly #failures: TestFailure[] = []
  #lastStart = 0
  #judged = 0
  /** Of each action: how much of the trace was there before it. */
  readonly #begun: number[] = []

  constructor(script: TestScript, rules: CompiledRuleSet) {
    this.#script = script
    this.#rules = { ...rules, plans: enabledFor(script, rules) }
    this.#world = new World(this.#rules, script.start, { unmocked: 'fail', clockStarts: true })
  }

  run(): TestOutcome {
    for (const action of this.#script.actions) {
      this.#begun.push(this.#world.trace.length)
      this.#perform(action)
      this.#judgeUnmocked(action.at)
    }
    const { trace, clock } = this.#world
    const { plans } = this.#rules
    const unused = unusedMocks(this.#script.actions, this.#begun, trace)
    const ms = clock.now - this.#script.start
    return { script: this.#script, failures: this.#failures, trace, unusedMocks: unused, plans, ms }
  }

  #perform(action: Action): void {
    const world = this.#world
    const { clock } = world
    switch (action.kind) {
      case 'at':
        if (action.time < clock.now) this.#fail(action.at, 'time runs forward only: this is before what came last')
        clock.advanceTo(action.time)
        return
      case 'after':
        clock.advanceTo(clock.now + action.ms)
        return
      case 'given':
        for (let index = 0; index < action.count; index++) {
          if (index > 0) clock.advanceTo(clock.now + action.everyMs)
          world.arrive(this.#event(action))
        }
        return
      case 'given silence':
        world.silence(action.matches, action.forMs)
        return
      case 'given incident':
        world.assumedOpen.add(action.rule)
        return
      case 'given webhook':
        world.start(action.plan, { request: { body: action.body } }, null)
        return
      case 'given manual':
        world.start(action.plan, {}, null)
        return
      case 'mock':
        world.mocks[action.name] = action.result
        return
      case 'answer':
        world.answers[action.of][action.name] = action.value
        return
      case 'decide': {
        const problem = world.decide(action.by, action.approved)
        if (problem === 'nobody asks') this.#fail(action.at, 'nothing waits for a decision')
        if (problem === 'not asked') this.#fail(action.at, `${action.by} was not asked`)
        return
      }
      case 'ack':
        this.#acknowledge(action.at, action.by)
        return
      case 'resolve alert':
        this.#resolve(action.at)
        return
      case 'expect': {
        const { holds, instead, details } = verdictOn(action, this.#seen(action.since), this.#rules.plans)
        if (holds === action.not) this.#fail(action.at, instead, details)
      }
    }
  }

  /** What an `expect` looks at. */
  #seen(since: Since | null): Seen {
    const { trace, clock } = this.#world
    if (since === null) return { world: this.#world, trace }
    if ('item' in since) return { world: this.#world, trace: trace.slice(this.#begun[since.item]) }
    return { world: this.#world, trace: trace.filter(({ at }) => at > clock.now - since.ms) }
  }

  #event(action: Action & { readonly kind: 'given' }): Arriving {
    // Each has a start of its own (D120), also where several are given at one instant.
    const start = Math.max(this.#world.clock.now, this.#lastStart + 1)
    this.#lastStart = start
    return readGiven(action.alert, action.status, start).event
  }

  /** Every incident that is not over, whatever its run is at: as in production, where people see incidents and no steps. */
  #acknowledge(at: Span, by: string): void {
    const { incidents } = this.#world
    const open = incidents.all.filter(({ alertIds, resolved }) => alertIds.length > 0 && !resolved)
    if (open.length === 0) this.#fail(at, 'no incident is open that could be acknowledged')
    for (const incident of open) this.#world.acknowledge(incident, by)
  }

  #resolve(at: Span): void {
    const open = this.#world.alerts.open()
    if (open.length === 0) this.#fail(at, 'no alert is open')
    for (const { source, fingerprint, ...content } of open)
      this.#world.arrive({ ...content, source, fingerprint, status: 'resolved', started_at: null, ended_at: null })
  }

  /** A repair that nothing mocks would act on machines (D120). */
  #judgeUnmocked(at: Span): void {
    const { trace } = this.#world
    for (const entry of trace.slice(this.#judged))
      if (entry.kind === 'action' && entry.unmocked)
        this.#fail(at, `run ${entry.name} has no mock: write \`mock run ${entry.name} returns { ok: true }\` before it`)
      else if (entry.kind === 'http' && entry.unmocked) this.#fail(at, unmockedRequest(entry))
    this.#judged = trace.length
  }

  #fail(at: Span, message: string, details: readonly string[] = []): void {
    this.#failures.push({ at, message, details, entries: this.#world.trace.length })
  }
}

/** A request is mocked by the name that its answer has. */
function unmockedRequest({ step, method, url }: Extract<Entry, { kind: 'http' }>): string {
  const own = step.replace(/[#@~].*$/u, '')
  const name = own.slice(own.lastIndexOf(':') + 1)
  if (/\.\d+$/u.test(own))
    return `${method} ${url} has no mock: give it a name, as in \`http … as answer\`, and mock that`
  return `http ${name} has no mock: write \`mock http ${name} returns { status: 200 }\` before it`
}

/** A rule that is disabled can be tried before it is enabled: a test asks it that starts it or names it by `matched`. */
function enabledFor({ actions }: TestScript, { plans }: CompiledRuleSet): CompiledRuleSet['plans'] {
  const named = new Set(
    actions.flatMap((action) => {
      if (action.kind === 'given webhook' || action.kind === 'given manual') return [action.plan.rule.name]
      return action.kind === 'expect' && action.fact.kind === 'matched' ? [action.fact.rule] : []
    }),
  )
  return plans.map((plan) => (plan.enabled || !named.has(plan.rule.name) ? plan : { ...plan, enabled: true }))
}
