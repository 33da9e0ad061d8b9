/** What requests and ticket systems of a virtual world answer, and playbooks that a test does not want to run. */
import type { HttpInput, HttpResult, TicketInput, TicketResult } from '../model/activity.ts'
import { isList, isTyped, kindOf } from '../model/kind-of.ts'
import type { Plan, PlanPlaybook } from '../model/plan.ts'
import type { Value } from '../model/value.ts'
import { valueText } from '../model/value-text.ts'

/** By the name behind `http … as`, `ticket … as` or `call`. */
export interface Answers {
  readonly http: Record<string, Value>
  readonly ticket: Record<string, Value>
  readonly call: Record<string, Value>
}
export const noAnswers = (): Answers => ({ http: {}, ticket: {}, call: {} })

type Members = { readonly [key: string]: Value }
const membersOf = (value: Value | undefined): Members =>
  value !== undefined && value !== null && kindOf(value) === 'map' ? (value as Members) : {}

/** Null when no mock says what it answers. In a loop or playbook the step's own name is asked. */
export function httpAnswer({ http }: Answers, { step }: Pick<HttpInput, 'step'>): HttpResult | null {
  const mock = find(http, step)
  if (mock === undefined) return null
  const { status, headers, body } = membersOf(mock)
  return {
    status: typeof status === 'number' ? status : 200,
    headers: Object.fromEntries(Object.entries(membersOf(headers)).map(([name, value]) => [name, valueText(value)])),
    body: body ?? null,
  }
}

/** @param no of the ticket, counted from 1 */
export function ticketAnswer({ ticket }: Answers, input: TicketInput, no: number): TicketResult {
  const known = membersOf(input.ticket)
  const { system, key, url } = { ...known, ...membersOf(find(ticket, input.step)) }
  const of = typeof system === 'string' ? system : (input.system ?? 'tickets')
  return {
    system: of,
    key: typeof key === 'string' ? key : `${of}-${no}`,
    url: typeof url === 'string' ? url : null,
  }
}

/** The plan with mocked playbooks in the place of real ones: they set what the mock says and end so. */
export function withMockedCalls(plan: Plan, { call }: Answers): Plan {
  const { playbooks } = plan
  if (playbooks === undefined || Object.keys(call).length === 0) return plan
  const mocked = Object.entries(playbooks).map(([name, playbook]) => {
    const mock = Object.hasOwn(call, name) ? call[name] : undefined
    return [name, mock === undefined ? playbook : mockedPlaybook(playbook, membersOf(mock))] as const
  })
  return { ...plan, playbooks: Object.fromEntries(mocked) }
}

function mockedPlaybook({ name, params }: PlanPlaybook, mock: Members): PlanPlaybook {
  const { outcome, message, ...variables } = mock
  const base = { as: null, onError: null }
  const sets = Object.entries(variables).map(([variable, value]) => ({
    ...base,
    id: `${name}:mock.${variable}`,
    title: `Mocked: ${variable}`,
    kind: 'set' as const,
    name: variable,
    value: { kind: 'literal' as const, value },
  }))
  const failed = outcome === 'failed'
  const end = {
    ...{ ...base, id: `${name}:mock.end`, title: 'Mocked' },
    ...{ kind: 'end' as const, outcome: failed ? ('failed' as const) : ('ok' as const) },
    message: typeof message === 'string' ? { kind: 'literal' as const, value: message } : null,
  }
  return { name, params, steps: [...sets, end], onError: null }
}

/** `host` of the steps `host`, `host#2` and `cleanup:lock@then.0`. */
function find(mocks: Readonly<Record<string, Value>>, step: string): Value | undefined {
  const own = step.replace(/[#@~].*$/u, '')
  const name = own.slice(own.lastIndexOf(':') + 1)
  return [own, name].map((key) => (Object.hasOwn(mocks, key) ? mocks[key] : undefined)).find((one) => one !== undefined)
}

/** What is wrong with a mock of that kind, or null. */
export function wrongAnswer(kind: keyof Answers, value: Value): string | null {
  if (value === null || kindOf(value) !== 'map' || isList(value) || isTyped(value))
    return `a mocked ${kind} returns a map, such as ${examples[kind]}`
  const status = membersOf(value).status
  if (kind === 'http' && status !== undefined && !(typeof status === 'number' && Number.isInteger(status)))
    return '`status` is a whole number, such as 200'
  const outcome = membersOf(value).outcome
  if (kind === 'call' && outcome !== undefined && outcome !== 'ok' && outcome !== 'failed')
    return '`outcome` is "ok" or "failed"'
  return null
}
const examples = {
  http: '{ status: 200, body: { role: "worker" } }',
  ticket: '{ key: "PAY-1" }',
  call: '{ outcome: "ok" }',
} as const
