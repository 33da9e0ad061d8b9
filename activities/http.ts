/** POST of JSON for the HTTP channels: time and size limits, no redirects, retry classes (protocols.md section 0). */

import { oneLine } from '../dsl/model/clean-text.ts'
import { atCodePoint } from '../dsl/model/cut.ts'
import { attemptSignal } from './attempt.ts'
import { DeliveryError, type RetryAdvice } from './failure.ts'
import { publicPart } from './redact.ts'

export interface HttpReply {
  readonly status: number
  readonly headers: Headers
  /** At most 64 KiB of it. */
  readonly body: string
}
export interface Http {
  /**
   * @throws {DeliveryError} unless the answer is 2xx; `retry` follows the status and `Retry-After`
   */
  postJson(
    url: string,
    body: unknown,
    options: { readonly timeoutMs: number; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<HttpReply>
}

const maxReplyBytes = 64 * 1024
/** No server may make a page wait longer than this. */
const maxRetryAfterMs = 10 * 60_000

export const http: Http = {
  async postJson(url, body, { timeoutMs, headers = {} }) {
    const where = publicPart(url)
    const timeout = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json', 'user-agent': 'tocsin', ...headers },
        body: JSON.stringify(body),
        signal: AbortSignal.any([timeout, attemptSignal()]),
      })
      const reply = { status: response.status, headers: response.headers, body: await limitedText(response) }
      if (!response.ok) throw refusal(where, reply)
      return reply
    } catch (error) {
      if (error instanceof DeliveryError) throw error
      const reason = timeout.aborted ? `no answer within ${timeoutMs} ms` : networkReason(error)
      throw new DeliveryError(`POST to ${where} failed: ${reason}.`, 'later')
    }
  },
}

/** 408, 429 and 5xx may heal, every other status is final. */
export function retryOf(status: number, headers: Headers, now: number): RetryAdvice {
  if (status !== 408 && status !== 429 && status < 500) return 'never'
  const afterMs = retryAfterMs(headers.get('retry-after'), now)
  return afterMs === null ? 'later' : { afterMs: Math.min(afterMs, maxRetryAfterMs) }
}

/** Seconds or an HTTP date, as milliseconds from `now`; null when absent or unreadable. */
function retryAfterMs(value: string | null, now: number): number | null {
  if (value === null) return null
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

function refusal(where: string, { status, headers, body }: HttpReply): DeliveryError {
  // Whole: the channel takes its secrets out before it cuts.
  const said = oneLine(body)
  const text = `POST to ${where} was answered with ${status}${said && `: ${said}`}`
  return new DeliveryError(text, retryOf(status, headers, Date.now()))
}

/** The code of the network error beneath; its message may hold the URL. */
function networkReason(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (typeof code === 'string') return code
  return error instanceof Error && error.name === 'AbortError' ? 'cancelled' : 'the connection broke'
}

async function limitedText(response: Response): Promise<string> {
  if (!response.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body) {
    chunks.push(chunk)
    size += chunk.length
    if (size >= maxReplyBytes) break
  }
  return atCodePoint(Buffer.concat(chunks).subarray(0, maxReplyBytes).toString('utf8'), maxReplyBytes)
}
