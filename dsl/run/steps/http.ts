import { renderText, valueOf } from '../../compile/value-of.ts'
import type { HttpResult, ReadResult } from '../../model/activity.ts'
import { isList, isTyped, kindOf } from '../../model/kind-of.ts'
import type { HttpStep } from '../../model/plan.ts'
import type { Value } from '../../model/value.ts'
import { valueText } from '../../model/value-text.ts'
import { attemptAgain, attemptFirst, retryOrFail } from '../attempts.ts'
import { contextOf, factsOf } from '../context.ts'
import { withFacts } from '../reading.ts'
import type { StepFrame } from '../state.ts'
import type { StepMind } from '../step-mind.ts'
import type { Turn } from '../turn.ts'

/** A request; its answer is read by the step's name (D119). */
export const http: StepMind<HttpStep> = {
  enter: (turn, frame, step) =>
    withFacts(turn, frame, [step.url, ...Object.values(step.with)], (read) => act(turn, frame, step, read)),
  answered(turn, frame, step, answer) {
    if (answer.name === 'readIncident') act(turn, frame, step, answer.result)
    else if (answer.name === 'requestHttp') answered(turn, frame, step, answer.result)
  },
  failed: (turn, frame, step, failure) => retryOrFail(turn, frame, step, failure),
  elapsed: (turn, frame, step) => attemptAgain(turn, frame, step),
}

function act(turn: Turn, frame: StepFrame, step: HttpStep, read: ReadResult | null): void {
  const facts = factsOf(turn, frame, read)
  const { body, headers } = step.with
  const given = headers ? valueOf(headers, facts) : undefined
  const input = {
    ...contextOf(turn, frame.id),
    method: step.method,
    url: renderText(step.url, facts),
    body: body ? (valueOf(body, facts) ?? null) : null,
    headers: textsOf(given ?? {}),
    secret_headers: step.secretHeaders,
    expect: step.expect,
  }
  attemptFirst(turn, frame, step, { name: 'requestHttp', input })
}

function answered(turn: Turn, frame: StepFrame, step: HttpStep, { status, headers, body }: HttpResult): void {
  const result: Value = { status, headers, body }
  if (step.as !== null) turn.name(frame, step.as, result)
  turn.mark(frame, { result: { status } })
  if (status >= step.expect.from && status <= step.expect.to) {
    turn.succeed(frame, { detail: `status ${status}`, result: { status } })
    return
  }
  const message = `${step.title} answered ${status}, not ${step.expect.from} to ${step.expect.to}`
  // A request that was refused as it is will be refused again (D103).
  const final = status >= 400 && status < 500 && status !== 408 && status !== 429
  retryOrFail(turn, frame, step, { code: 'http-status', message, final, retryAfterMs: null })
}

function textsOf(map: Value): Readonly<Record<string, string>> {
  if (kindOf(map) !== 'map' || map === null || typeof map !== 'object' || isList(map) || isTyped(map)) return {}
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, valueText(value as Value)]))
}
