/** The clauses and handlers of a step, each at most once; defaults of D103 and D104. */
import type { Retry } from '../model/plan.ts'
import type * as ast from '../syntax/ast.ts'

type Kind = ast.Clause['kind']

export const clauseOf = <K extends Kind>(step: ast.StepTail, kind: K): Extract<ast.Clause, { kind: K }> | null =>
  step.clauses.find((clause): clause is Extract<ast.Clause, { kind: K }> => clause.kind === kind) ?? null

export const handlerOf = (step: ast.StepTail, event: ast.HandlerEvent): ast.Block | null =>
  step.handlers.find((handler) => handler.event === event)?.block ?? null

/** @param otherwise what the step does not say, `messageRetry` or `remediationRetry` */
export function retryOf(step: ast.StepTail, otherwise: Retry): Retry {
  const clause = clauseOf(step, 'retry')
  if (!clause) return otherwise
  const backoffMs = clause.backoff?.ms ?? otherwise.backoffMs
  return { times: clause.times.value, backoffMs, maxMs: Math.max(clause.max?.ms ?? otherwise.maxMs, backoffMs) }
}

/** @param otherwise milliseconds where the step does not say */
export const timeoutOf = (step: ast.StepTail, otherwise: number): number =>
  clauseOf(step, 'timeout')?.duration.ms ?? otherwise

export const viaOf = (step: ast.StepTail): readonly string[] =>
  clauseOf(step, 'via')?.names.map(({ text }) => text) ?? []
