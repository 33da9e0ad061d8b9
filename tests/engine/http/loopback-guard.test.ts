import { expect, test } from 'vitest'
import { type GuardedRequest, isLoopback, refuseForeign } from '../../../engine/security/loopback.ts'

const judge = (method: string, headers: Record<string, string>, anyContentType = false): string => {
  const request: GuardedRequest = { method, headers: new Headers(headers), anyContentType }
  return refuseForeign(request, 8000)?.code ?? 'passes'
}
const json = { 'content-type': 'application/json' }

test.each<[method: string, headers: Record<string, string>, verdict: string]>([
  ['GET', { host: 'localhost:8000' }, 'passes'],
  ['GET', { host: '127.0.0.1:8000' }, 'passes'],
  ['GET', { host: '[::1]:8000' }, 'passes'],
  ['GET', { host: 'LOCALHOST:8000' }, 'passes'],
  ['GET', {}, 'not-loopback'],
  ['GET', { host: 'localhost' }, 'not-loopback'],
  ['GET', { host: 'localhost:8001' }, 'not-loopback'],
  ['GET', { host: 'evil.example:8000' }, 'not-loopback'],
  ['GET', { host: 'localhost.evil.example:8000' }, 'not-loopback'],
  ['GET', { host: '127.0.0.1:8000', forwarded: 'for=1.2.3.4' }, 'not-loopback'],
  ['GET', { host: '127.0.0.1:8000', 'x-forwarded-for': '127.0.0.1' }, 'not-loopback'],
  ['GET', { host: '127.0.0.1:8000', 'x-forwarded-proto': 'https' }, 'not-loopback'],
  ['GET', { host: '127.0.0.1:8000', via: '1.1 proxy' }, 'not-loopback'],
  ['GET', { host: '127.0.0.1:8000', origin: 'http://localhost:8000' }, 'passes'],
  ['GET', { host: '127.0.0.1:8000', origin: 'https://localhost:8000' }, 'foreign-origin'],
  ['GET', { host: '127.0.0.1:8000', origin: 'http://evil.example' }, 'foreign-origin'],
  ['GET', { host: '127.0.0.1:8000', origin: 'null' }, 'foreign-origin'],
  ['POST', { host: '127.0.0.1:8000', ...json }, 'passes'],
  ['POST', { host: '127.0.0.1:8000' }, 'unsupported-media-type'],
  ['POST', { host: '127.0.0.1:8000', 'content-type': 'text/plain' }, 'unsupported-media-type'],
  ['PUT', { host: '127.0.0.1:8000', 'content-type': 'text/plain; x=application/json' }, 'unsupported-media-type'],
  ['POST', { host: '127.0.0.1:8000', 'content-type': 'application/x-www-form-urlencoded' }, 'unsupported-media-type'],
  ['DELETE', { host: '127.0.0.1:8000' }, 'passes'],
  ['DELETE', { host: '127.0.0.1:8000', origin: 'http://evil.example' }, 'foreign-origin'],
])('%s %j %s', (method, headers, verdict) => {
  expect(judge(method, headers)).toBe(verdict)
})

test('intake and acknowledge page take other content types, and nothing else is eased', () => {
  expect(judge('POST', { host: '127.0.0.1:8000', 'content-type': 'text/plain' }, true)).toBe('passes')
  expect(judge('POST', { host: '127.0.0.1:8000', origin: 'http://evil.example' }, true)).toBe('foreign-origin')
})

test.each([
  ['127.0.0.1', true],
  ['127.9.9.9', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.1.5', false],
  ['127.0.0.1.example.org', false],
])('HOST=%s is loopback: %s', (host, verdict) => {
  expect(isLoopback(host)).toBe(verdict)
})
