/** The clauses and handlers of a step, each at most once; defaults of D103 and D104. */
import type { Retry } from '../model/plan.ts'
import type * as ast from '../syntax/ast.ts'

type Kind = ast.Clause['kind']

export const clauseOf = <K extends Kind>(step: ast.StepTail, kind: K): Extract<ast.Clause, { kind: K }> | null =>
  step.clauses.find((clause): clause is Extract<ast.Clause, { kind: K }> => clause.kind === kind) ?? null

export const handlerOf = (step: ast.StepTail, event: ast.HandlerEvent): ast.Block | null =>
  step.handlers.find((handler) => handler.event === event)?.block ?? null

const backoffMs = 1_000
const maxMs = 60_000

/** @param times retries where the step does not say: 5 for messages, 0 for remediations */
export function retryOf(step: ast.StepTail, times: number): Retry {
  const clause = clauseOf(step, 'retry')
  if (!clause) return { times, backoffMs, maxMs }
  const backoff = clause.backoff?.ms ?? backoffMs
  return { times: clause.times.value, backoffMs: backoff, maxMs: Math.max(clause.max?.ms ?? maxMs, backoff) }
}

/** @param otherwise milliseconds where the step does not say */
export const timeoutOf = (step: ast.StepTail, otherwise: number): number =>
  clauseOf(step, 'timeout')?.duration.ms ?? otherwise

export const viaOf = (step: ast.StepTail): readonly string[] =>
  clauseOf(step, 'via')?.names.map(({ text }) => text) ?? []
