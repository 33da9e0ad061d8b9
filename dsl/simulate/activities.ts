/** The activities of a virtual run: people are told in the trace, repairs answer what a mock says. */
import { evaluate } from '../compile/evaluate.ts'
import { renderText } from '../compile/value-of.ts'
import type { NotifyResult, ReadResult, RemediateInput, RemediateResult, WatchInput } from '../model/activity.ts'
import { factsOf, pageText, standardTitle, targetText } from '../model/page-text.ts'
import type { ScheduleSpec } from '../model/schedule.ts'
import { reasonNotToEscalate, reasonToSkip } from '../model/skip.ts'
import type { Answer, Call, Calls, Failure } from '../run/index.ts'
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
  /** A repair that nothing mocks: `succeed` as if all went well, `fail` as what a test must not do. */
  readonly unmocked: 'succeed' | 'fail'
  read(run: VirtualRun): ReadResult
  watch(run: VirtualRun, input: WatchInput): void
  unwatch(run: VirtualRun, step: string): void
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
      return { name: 'readIncident', result: stage.read(run) }
    case 'watchCondition': {
      const { condition, names, meta } = call.input
      const { alert, incident, run: own, resolved } = stage.read(run)
      const holds = evaluate(condition, { alert, incident, run: own, names, meta, error: null, now: stage.now() })
      if (!holds) stage.watch(run, call.input)
      return { name: 'watchCondition', result: { holds, resolved } }
    }
    case 'unwatchCondition':
      stage.unwatch(run, call.input.step)
      return { name: 'unwatchCondition', result: undefined }
    case 'addNote': {
      const { step, text } = call.input
      stage.trace({ at: stage.now(), kind: 'note', ...ofRun(run), step, text })
      return { name: 'addNote', result: undefined }
    }
  }
}

const ofRun = (run: VirtualRun) => ({ run: run.id, rule: run.plan.rule.name })
const skipped = (reason: string): NotifyResult => ({ status: 'skipped', reason, deliveries: [] })

function notify(stage: Stage, run: VirtualRun, input: Calls['notify']['input']): NotifyResult {
  const live = stage.read(run)
  const reason = reasonToSkip(live, input)
  if (reason) return skipped(reason)
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
  const now = stage.now()
  const target = targetText({ kind: 'handle', name: input.target }, factsOf(input.message, live, now), renderText)
  const { highest_paged, first_paged_at } = input
  const wanted = input.level ?? nextLevel(stage.schedules, target, highest_paged, first_paged_at, now)
  const { people, level } = meant(stage.schedules, target, wanted, now)
  return { ...send(stage, run, input, live, { what: 'escalate', targets: [target], people, level }), level }
}

function send(
  stage: Stage,
  run: VirtualRun,
  input: Calls['notify']['input'] | Calls['escalate']['input'],
  live: ReadResult,
  to: Pick<Sent, 'what' | 'targets' | 'people' | 'level'>,
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
  const people = stage.whoKnows(run)
  const title = standardTitle(live, run.plan.rule.name, (live.alert?.severity ?? 'unknown').toUpperCase())
  const body = input.change === 'joined' ? `${live.incident.count} alerts now` : 'the severity rose'
  stage.trace({
    ...{ at: stage.now(), kind: 'message', ...ofRun(run), step: input.step, what: 'update', targets: people, people },
    ...{ via: [], level: null, text: { title, body, fields: [] } },
  })
  return sentTo(people, [])
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
  [name, step].map((key) => (Object.hasOwn(mocks, key) ? mocks[key] : undefined)).find((mock) => mock !== undefined)
