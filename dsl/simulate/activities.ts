/** The activities of a virtual run: people are told in the trace, repairs answer what a mock says. */
import { renderText } from '../compile/value-of.ts'
import type {
  ApprovalInput,
  HttpInput,
  HttpResult,
  NotifyResult,
  ReadInput,
  ReadResult,
  RemediateInput,
  RemediateResult,
  TicketInput,
  TicketResult,
  WatchInput,
} from '../model/activity.ts'
import { changeText, factsOf, pageText, standardTitle, targetText } from '../model/page-text.ts'
import type { ScheduleSpec } from '../model/schedule.ts'
import { reasonNotToEscalate, reasonToSkip } from '../model/skip.ts'
import type { Answer, Call, Calls, Failure } from '../run/index.ts'
import { type Answers, httpAnswer, ticketAnswer } from './answers.ts'
import { meant, nextLevel } from './people.ts'
import type { VirtualRun } from './run.ts'
import type { Entry, Sent } from './trace.ts'

/** What repairs answer, by the name behind `run` or the step's `as`. */
export type Mocks = Readonly<Record<string, Partial<RemediateResult>>>

export interface Stage {
  readonly now: () => number
  readonly schedules: Readonly<Record<string, ScheduleSpec>>
  /** By the name behind `run`, or the step's `as`. */
  readonly mocks: Mocks
  /** What requests and ticket systems answer. */
  readonly answers: Answers
  /** A repair or request that nothing mocks: `succeed` as if all went well, `fail` as what a test must not do. */
  readonly unmocked: 'succeed' | 'fail'
  read(run: VirtualRun): ReadResult
  /** With what the windows hold that the step asks. */
  readCounts(run: VirtualRun, input: ReadInput): ReadResult
  /** Somebody was asked to decide about a step. */
  asked(run: VirtualRun, step: string, people: readonly string[]): void
  /** Number of the next ticket. */
  ticketNo(): number
  /** All alerts of the incident that are not over are muted. */
  muted(run: VirtualRun): boolean
  /** Answers whether the condition holds already; it is watched if not. */
  watch(run: VirtualRun, input: WatchInput): boolean
  unwatch(run: VirtualRun, step: string): void
  expireAck(run: VirtualRun): void
  told(run: VirtualRun, message: Sent, resolve: boolean): void
  /** Names of those that this incident has told, by the connections. */
  whoKnows(run: VirtualRun): readonly string[]
  trace(entry: Entry): void
}

export function act(stage: Stage, run: VirtualRun, call: Call): Answer | Failure {
  switch (call.name) {
    case 'notify':
      return { name: 'notify', result: notify(stage, run, call.input) }
    case 'escalate':
      return { name: 'escalate', result: escalate(stage, run, call.input) }
    case 'runRemediation':
      return remediate(stage, run, call.input)
    case 'sendUpdate':
      return { name: 'sendUpdate', result: update(stage, run, call.input) }
    case 'readIncident':
      return { name: 'readIncident', result: stage.readCounts(run, call.input) }
    case 'watchCondition': {
      const holds = stage.watch(run, call.input)
      return { name: 'watchCondition', result: { holds, resolved: stage.read(run).resolved } }
    }
    case 'unwatchCondition':
      stage.unwatch(run, call.input.step)
      return { name: 'unwatchCondition', result: undefined }
    case 'requestHttp':
      return request(stage, run, call.input)
    case 'changeTicket':
      return { name: 'changeTicket', result: changeTicket(stage, run, call.input) }
    case 'askApproval':
      return { name: 'askApproval', result: askApproval(stage, run, call.input) }
    case 'expireAck':
      stage.expireAck(run)
      return { name: 'expireAck', result: undefined }
    case 'addNote': {
      const { step, text } = call.input
      stage.trace({ at: stage.now(), kind: 'note', ...ofRun(run), step, text })
      return { name: 'addNote', result: undefined }
    }
  }
}

const ofRun = (run: VirtualRun) => ({ run: run.id, rule: run.plan.rule.name })
const skipped = (reason: string): NotifyResult => ({ status: 'skipped', reason, deliveries: [] })

/** Recorded, and the step goes on (D23). */
const silenced: NotifyResult = { status: 'muted', reason: 'silenced', deliveries: [] }

function notify(stage: Stage, run: VirtualRun, input: Calls['notify']['input']): NotifyResult {
  const live = stage.read(run)
  const reason = reasonToSkip(live, input)
  if (reason) return skipped(reason)
  if (stage.muted(run)) return silenced
  const now = stage.now()
  const facts = factsOf(input.message, live, now)
  const targets = [...new Set(input.targets.map((target) => targetText(target, facts, renderText)))]
  const people = [...new Set(targets.flatMap((target) => meant(stage.schedules, target, 1, now).people))]
  return send(stage, run, input, live, { what: 'notify', targets, people, level: null })
}

function escalate(stage: Stage, run: VirtualRun, input: Calls['escalate']['input']): Calls['escalate']['result'] {
  const live = stage.read(run)
  const reason = reasonNotToEscalate(live)
  if (reason) return { ...skipped(reason), level: 0 }
  if (stage.muted(run)) return { ...silenced, level: 0 }
  const now = stage.now()
  const target = targetText({ kind: 'handle', name: input.target }, factsOf(input.message, live, now), renderText)
  const { highest_paged, first_paged_at } = input
  const wanted = input.level ?? nextLevel(stage.schedules, target, highest_paged, first_paged_at, now)
  const { people, level } = meant(stage.schedules, target, wanted, now)
  const other = input.level !== null && input.level !== level && { wanted: input.level }
  return { ...send(stage, run, input, live, { what: 'escalate', targets: [target], people, level, ...other }), level }
}

function send(
  stage: Stage,
  run: VirtualRun,
  input: Calls['notify']['input'] | Calls['escalate']['input'],
  live: ReadResult,
  to: Pick<Sent, 'what' | 'targets' | 'people' | 'level' | 'wanted'>,
): NotifyResult {
  const { resolve, ...text } = pageText(input.message, live, run.plan.rule.name, stage.now(), renderText)
  const message: Sent = { kind: 'message', ...ofRun(run), step: input.step, ...to, via: input.via, text }
  stage.told(run, message, resolve)
  return sentTo(to.people, input.via)
}

const sentTo = (people: readonly string[], via: readonly string[]): NotifyResult => ({
  status: 'sent',
  reason: null,
  deliveries: people.flatMap((target) =>
    (via.length > 0 ? via : ['own ways']).map((connection) => ({ target, connection, status: 'sent', error: null })),
  ),
})

function update(stage: Stage, run: VirtualRun, input: Calls['sendUpdate']['input']): NotifyResult {
  const live = stage.read(run)
  if (live.resolved) return skipped('resolved')
  if (stage.muted(run)) return silenced
  const people = stage.whoKnows(run)
  const title = standardTitle(live, run.plan.rule.name, (live.alert?.severity ?? 'unknown').toUpperCase())
  const body = changeText(input, live)
  stage.trace({
    ...{ at: stage.now(), kind: 'message', ...ofRun(run), step: input.step, what: 'update', targets: people, people },
    ...{ via: [], level: null, text: { title, body, fields: [] } },
  })
  return sentTo(people, [])
}

function request(stage: Stage, run: VirtualRun, input: HttpInput): Answer | Failure {
  const mocked = httpAnswer(stage.answers, input)
  const result: HttpResult = mocked ?? { status: input.expect.from, headers: {}, body: {} }
  const { method, url, step } = input
  const unmocked = mocked === null
  stage.trace({ at: stage.now(), kind: 'http', ...ofRun(run), step, method, url, status: result.status, unmocked })
  if (!unmocked || stage.unmocked === 'succeed') return { name: 'requestHttp', result }
  return { code: 'not-mocked', message: `http ${url} has no mock`, final: true, retryAfterMs: null }
}

function changeTicket(stage: Stage, run: VirtualRun, input: TicketInput): TicketResult {
  const no = input.action === 'create' ? stage.ticketNo() : 0
  const result = ticketAnswer(stage.answers, input, no)
  const { message, action, step } = input
  const text = pageText(message, stage.read(run), run.plan.rule.name, stage.now(), renderText)
  stage.trace({ at: stage.now(), kind: 'ticket', ...ofRun(run), step, action, key: result.key, text })
  return result
}

function askApproval(stage: Stage, run: VirtualRun, input: ApprovalInput): NotifyResult {
  const live = stage.read(run)
  const now = stage.now()
  const facts = factsOf(input.message, live, now)
  const targets = [...new Set(input.targets.map((target) => targetText(target, facts, renderText)))]
  const people = [...new Set(targets.flatMap((target) => meant(stage.schedules, target, 1, now).people))]
  const text = pageText(input.message, live, run.plan.rule.name, now, renderText)
  stage.asked(run, input.step, people)
  const sent = { kind: 'message', ...ofRun(run), step: input.step, what: 'approve' } as const
  stage.trace({ at: now, ...sent, targets, people, via: input.via, level: null, text })
  return sentTo(people, input.via)
}

const nothingDone = { ok: false, exit_code: null, stdout: '', stderr: '', error: null, duration_ms: 0 }

function remediate(stage: Stage, run: VirtualRun, input: RemediateInput): Answer | Failure {
  const name = 'runRemediation'
  const reason = reasonToSkip(stage.read(run), input)
  if (reason) return { name, result: { ...nothingDone, status: 'skipped', reason } }
  const mock = mockOf(stage.mocks, input)
  const unmocked = mock === undefined
  const well = { ...nothingDone, status: 'done', reason: null, ok: true, exit_code: 0 } as const
  const result: RemediateResult = { ...well, ...mock }
  const { step, parameters } = input
  stage.trace({
    ...{ at: stage.now(), kind: 'action', ...ofRun(run), step, name: input.name, parameters, result, unmocked },
  })
  if (!unmocked || stage.unmocked === 'succeed') return { name, result }
  const message = `run ${input.name} has no mock: write \`mock run ${input.name} returns { ok: true }\` before it.`
  return { code: 'not-mocked', message, final: true, retryAfterMs: null }
}

const mockOf = (mocks: Mocks, { name, step }: RemediateInput): Mocks[string] | undefined =>
  [name, step, step.replace(/[#@~].*$/u, '')]
    .map((key) => (Object.hasOwn(mocks, key) ? mocks[key] : undefined))
    .find((mock) => mock !== undefined)
