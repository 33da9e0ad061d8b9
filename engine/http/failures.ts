import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Overloaded } from '../pipeline/contract.ts'
import type { Environment } from './environment.ts'
import { methodsAt } from './permissions.ts'
import { answerProblem, type Problem, ProblemError, problem } from './problem.ts'

export interface FailureParts {
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  /** Takes errors that are our fault, never with bodies or headers. */
  readonly report: (error: unknown, at: string) => void
}

const retryAfterSeconds = 5

/** Answers whatever a route threw: problems as they are, a full queue and a dead database by 503, the rest by 500. */
export const answerFailure =
  (parts: FailureParts) =>
  async (error: Error, c: Context<Environment>): Promise<Response> => {
    if (error instanceof ProblemError) {
      return answerProblem(error.problem, {
        ...(error.problem.status === 401 && { 'www-authenticate': 'Bearer realm="tocsin"' }),
        ...(error.retryAfter !== null && { 'retry-after': String(error.retryAfter) }),
      })
    }
    if (error instanceof Overloaded) {
      const again = String(Math.max(1, Math.ceil(error.retryAfterSeconds)))
      return answerProblem(problem('overloaded', `Nothing was stored. Send it again after ${again} s.`), {
        'retry-after': again,
      })
    }
    if (error.name === 'InvalidCursor') return answerProblem(badCursor)
    if (error instanceof HTTPException) {
      const code = error.status === 415 ? 'unsupported-media-type' : 'malformed-request'
      return answerProblem(problem(code, error.message || 'The request cannot be read.'))
    }
    const answers = await parts.ping().then(
      () => true,
      () => false,
    )
    if (!answers || error.name === 'DatabaseUnavailable') {
      const why = error.name === 'DatabaseUnavailable' ? `${error.message} ` : ''
      return answerProblem(
        problem('database-unavailable', `${why}Nothing was stored. Send it again in a few seconds.`),
        {
          'retry-after': String(retryAfterSeconds),
        },
      )
    }
    parts.report(error, `${c.req.method} ${c.req.path}`)
    return answerProblem(problem('internal', 'The log says more. Please report it if it happens again.'))
  }

const badCursor: Problem = problem('invalid', 'The cursor is not one that a list answered.', [
  {
    pointer: 'query/cursor',
    message: 'is not one that a list answered',
    remedy: 'Use next_cursor of the page before, or leave it out.',
  },
])

/** 404, or 405 where the path is known with another method. */
export const answerUnknown = (c: Context<Environment>): Response => {
  const methods = methodsAt(c.req.path)
  if (methods.length === 0) return answerProblem(problem('not-found', 'Nothing is served at this address. See /docs.'))
  return answerProblem(problem('method-not-allowed', `Allowed here: ${methods.join(', ')}.`), {
    allow: methods.join(', '),
  })
}
