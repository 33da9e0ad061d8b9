/** RFC 9457 problem details: one catalogue of codes, so that a code always has the same status and title. */

const catalogue = {
  'malformed-json': [400, 'The body is not JSON'],
  'malformed-request': [400, 'The request cannot be read'],
  unauthenticated: [401, 'An API key is needed'],
  forbidden: [403, 'The API key may not do this'],
  'not-loopback': [403, 'Only this machine may ask'],
  'foreign-origin': [403, 'Another site may not ask'],
  'not-found': [404, 'There is no such thing'],
  'unknown-source': [404, 'No source bears that name'],
  'unknown-integration': [404, 'No integration bears that name'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'alert-resolved': [409, 'The alert is resolved'],
  'request-in-progress': [409, 'The same request is under way'],
  'handle-taken': [409, 'The handle is taken'],
  'body-too-large': [413, 'The body is too large'],
  'unsupported-media-type': [415, 'The content type is not taken here'],
  invalid: [422, 'The request does not fit'],
  unreadable: [422, 'The payload cannot be read'],
  'idempotency-key-reused': [422, 'The key belongs to another request'],
  'unknown-action': [422, 'No action bears that name'],
  internal: [500, 'Something is wrong in Tocsin'],
  overloaded: [503, 'Tocsin is overloaded'],
  'database-unavailable': [503, 'The database cannot be used'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof catalogue

/** One member of the request that is wrong. `pointer` is a JSON pointer into the body, or `query`/`path` and a name. */
export interface FieldProblem {
  readonly pointer: string
  readonly message: string
  readonly remedy: string
}

/** The body of an answer that is not 2xx. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ProblemCode
  readonly detail: string
  readonly errors?: readonly FieldProblem[]
}

export function problem(code: ProblemCode, detail: string, errors?: readonly FieldProblem[]): Problem {
  const [status, title] = catalogue[code]
  return { type: 'about:blank', title, status, code, detail, ...(errors && { errors }) }
}

/** Thrown by routes; the app answers it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem
  /** Seconds for Retry-After. */
  readonly retryAfter: number | null
  constructor(body: Problem, retryAfter: number | null = null) {
    super(body.detail)
    this.problem = body
    this.retryAfter = retryAfter
  }
}

/** Ends the request with that problem. */
export function refuse(code: ProblemCode, detail: string, errors?: readonly FieldProblem[]): never {
  throw new ProblemError(problem(code, detail, errors))
}

/** The problem as an answer. */
export function answerProblem(body: Problem, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(JSON.stringify(body), {
    status: body.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  })
}
