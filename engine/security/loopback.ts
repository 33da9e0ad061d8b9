import type { Refusal } from './refusal.ts'

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether a HOST setting can only be reached from this machine. */
export const isLoopback = (host: string): boolean =>
  loopbackHosts.has(host) || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

/** What the guard looks at. */
export interface GuardedRequest {
  readonly method: string
  readonly headers: Headers
  /** Intake, provider callbacks and the acknowledge page take other content types; their proof is in the request. */
  readonly anyContentType: boolean
}

/**
 * The loopback mode's refusals (D39): anything that came through a proxy, under a foreign name (DNS rebinding) or from a
 * foreign page, and writes that a plain HTML form could send. Null: let it pass.
 * @param port that the server listens on
 */
export function refuseForeign(request: GuardedRequest, port: number): Refusal | null {
  const { headers } = request
  const remedy = 'Use TOCSIN_AUTH=required and an API key for this.'
  for (const [name] of headers) {
    if (name === 'forwarded' || name === 'via' || name.startsWith('x-forwarded-')) {
      return {
        code: 'not-loopback',
        detail: `The header ${name} shows a proxy, and without login only this machine may ask. ${remedy}`,
      }
    }
  }
  if (!isOwnHost(headers.get('host'), port)) {
    return {
      code: 'not-loopback',
      detail: `Without login the Host must be localhost, 127.0.0.1 or [::1] with port ${port}. ${remedy}`,
    }
  }
  const origin = headers.get('origin')
  if (origin !== null && !isOwnOrigin(origin, port)) {
    return {
      code: 'foreign-origin',
      detail: `Pages of ${safeOrigin(origin)} may not use Tocsin without login. ${remedy}`,
    }
  }
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
  if (writes && !request.anyContentType && !isJsonType(headers.get('content-type')) && mayCarryBody(request)) {
    return { code: 'unsupported-media-type', detail: 'The body must be JSON. Send Content-Type: application/json.' }
  }
  return null
}

/** `application/json`, `application/problem+json`, …, with or without parameters. */
export const isJsonType = (type: string | null): boolean => /^application\/([\w.-]+\+)?json\s*(;|$)/i.test(type ?? '')

/** A DELETE without a body cannot be sent by a form, and a foreign page's fetch of it is preflighted. */
const mayCarryBody = ({ method, headers }: GuardedRequest): boolean =>
  method !== 'DELETE' || headers.has('content-type') || Number(headers.get('content-length') ?? 0) > 0

function isOwnHost(host: string | null, port: number): boolean {
  const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host ?? '')
  return parts !== null && loopbackHosts.has((parts[1] ?? '').toLowerCase()) && Number(parts[2] ?? 80) === port
}

function isOwnOrigin(origin: string, port: number): boolean {
  const host = /^http:\/\/(.+)$/.exec(origin)?.[1]
  return host !== undefined && isOwnHost(host, port)
}

/** Only what can be an origin is repeated in an answer. */
const safeOrigin = (origin: string): string => (/^[\w.:/[\]-]{1,200}$/.test(origin) ? origin : 'another origin')
