/** `Idempotency-Key`: a request that is sent again has no second effect (draft-ietf-httpapi-idempotency-key-header). */
import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { Overloaded } from '../pipeline/contract.ts'
import { sha256 } from '../sha256.ts'
import type { Store } from '../store/contract.ts'
import type { IdempotencyRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import { ProblemError, problem, refuse } from './problem.ts'

export interface IdempotencyParts {
  readonly idempotency: Store['idempotency']
  /** How long to wait for a request that came just before; 5 s by default. */
  readonly waitMs?: number
}
/** The request, as far as its key goes. */
interface Keyed {
  readonly scope: Scope
  /** `POST /api/v1/alerts`: the same key on another route is another key. */
  readonly route: string
  /** The header as it came. */
  readonly key: string | undefined
  readonly body: () => Promise<unknown>
  /** After so long a request that was cut off before its answer was kept may be done again; null: never. */
  readonly takeOverMs: number | null
}
export interface Answer<Status extends number, Body> {
  readonly status: Status
  readonly body: Body
}

/** For the API's pages. */
export const idempotencyKey = [
  {
    name: 'Idempotency-Key',
    in: 'header' as const,
    required: false,
    schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
    description: 'The same key with the same body within 24 h answers the same, without a second effect.',
  },
]

const defaultWaitMs = 5_000
const askEveryMs = 200

/**
 * Does `work` once for each key; answers what was answered before where it was done. Without a key it only does it. What
 * is refused is forgotten: the same key may try again. So is what fails otherwise, unless it may never be done twice
 * (`takeOverMs` null): a commit whose answer was lost has taken effect.
 * @throws {ProblemError} 422 for the key with another body, 409 while (or where) the first request has no answer
 */
export async function once<Status extends number, Body>(
  { idempotency, waitMs = defaultWaitMs }: IdempotencyParts,
  { scope, route, key, body, takeOverMs }: Keyed,
  work: () => Promise<Answer<Status, Body>>,
): Promise<Answer<Status, Body>> {
  if (key === undefined) return work()
  const mine = {
    id: sha256(JSON.stringify([scope.keyId ?? scope.actor, route, keyOf(key)])),
    body_hash: sha256(JSON.stringify(await body())),
    claim: randomUUID(),
    created_at: new Date(),
  }
  // Waits a little for a request that came just before.
  for (const until = Date.now() + waitMs; Date.now() < until; await setTimeout(askEveryMs)) {
    const row = await idempotency.claim(scope, mine, takeOverMs)
    if (row === null) continue
    if (row.body_hash !== mine.body_hash) {
      refuse(
        'idempotency-key-reused',
        'This Idempotency-Key came with another body. Send a new key with a new request.',
      )
    }
    if (row.claim === mine.claim) return keep()
    if (row.status !== null) return answered(row)
  }
  const detail =
    'The first request with this Idempotency-Key has no answer yet. Send it again; if that lasts, look whether it took effect and use a new key.'
  throw new ProblemError(problem('request-in-progress', detail), takeOverMs === null ? null : 1)

  async function keep(): Promise<Answer<Status, Body>> {
    let answer: Answer<Status, Body>
    try {
      answer = await work()
    } catch (error) {
      const harmless = takeOverMs !== null || error instanceof ProblemError || error instanceof Overloaded
      if (harmless) await idempotency.release(scope, mine).catch(() => {})
      throw error
    }
    // It is done: where the answer cannot be kept, the caller still gets it.
    await idempotency.answer(scope, mine, answer.status, JSON.stringify(answer.body)).catch(() => {})
    return answer
  }
}

/** As it was answered: this version or another wrote it, from the same route. */
const answered = <Status extends number, Body>(row: IdempotencyRow): Answer<Status, Body> => ({
  status: row.status as Status,
  body: JSON.parse(row.answer ?? 'null') as Body,
})

/** A quoted string of structured fields; bare ones are taken too. */
function keyOf(header: string): string {
  const key = /^"(.*)"$/.exec(header.trim())?.[1] ?? header.trim()
  if (/^[\x20-\x7e]{1,255}$/.test(key)) return key
  refuse('malformed-request', 'Idempotency-Key must have 1 to 255 characters of ASCII. Send a UUID, for example.')
}
