import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Overloaded } from '../../../engine/pipeline/contract.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { type TestApp, testApp } from './test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp({ sourceSecrets: new Map([['prometheus', ['right-token', 'old-token']]]) })
})
afterAll(() => t.close())
const letters = async (app = t) => (await app.store.deadLetters.list(systemScope('default'), {})).items
const alert = { labels: { alertname: 'Up' }, status: 'firing', startsAt: '2026-03-14T01:00:00Z' }
const send = (path: string, body: unknown, headers?: Record<string, string>) =>
  t.ask('POST', `/api/v1/intake/${path}`, body, headers)

describe('the token of a source', () => {
  test.each<[how: string, path: string, headers: Record<string, string>, status: number]>([
    ['missing', 'prometheus', {}, 401],
    ['wrong', 'prometheus', { authorization: 'Bearer wrong-token' }, 401],
    ['Bearer', 'prometheus', { authorization: 'Bearer right-token' }, 202],
    ['Basic', 'prometheus', { authorization: `Basic ${btoa('any:right-token')}` }, 202],
    ['wrong Basic', 'prometheus', { authorization: `Basic ${btoa('right-token:x')}` }, 401],
    ['own header', 'prometheus', { 'x-tocsin-token': 'right-token' }, 202],
    ['address', 'prometheus?token=right-token', {}, 202],
    ['the one before, while it is exchanged', 'prometheus', { authorization: 'Bearer old-token' }, 202],
    ['wrong in the address', 'prometheus?token=right-toke', {}, 401],
  ])('%s: %s', async (_how, path, headers, status) => {
    expect((await send(path, { alerts: [alert] }, headers)).status).toBe(status)
  })
  test('a refused request leaves no dead letter', async () => {
    const before = (await letters()).length
    await send('prometheus', 'garbage', { authorization: 'Bearer wrong-token' })
    expect((await letters()).length).toBe(before)
  })
})

test('with keys required a source without a token needs one with scope ingest', async () => {
  const strict = await testApp({ auth: 'required' })
  const body = { title: 'x' }
  const code = async (headers: Record<string, string>) =>
    (await strict.ask('POST', '/api/v1/intake/generic', body, headers)).status
  expect(await code({})).toBe(401)
  expect(await code({ authorization: `Bearer ${(await strict.key('read')).key}` })).toBe(403)
  expect(await code({ authorization: `Bearer ${(await strict.key('ingest')).key}` })).toBe(202)
  await strict.close()
})

describe('what cannot be read', () => {
  test('a member goes to the dead letters, the rest is taken in payload order', async () => {
    const reply = await send('generic', [
      { title: 'first' },
      { severity: 'high' },
      'text',
      { title: 'last', level: 'warn' },
    ])
    expect(reply.status).toBe(202)
    expect(await reply.json()).toMatchObject({
      alerts: [
        { title: 'first', status: 'active', severity: 'unknown' },
        { title: 'last', severity: 'warning' },
      ],
      rejected: 2,
    })
    const kept = (await letters()).slice(0, 2)
    expect(kept.map(({ body }) => body).sort()).toEqual(['"text"', '{"severity":"high"}'])
  })
  test.each<[what: string, body: unknown, says: RegExp]>([
    ['no JSON', 'nonsense', /not JSON/],
    ['bad UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), /not UTF-8/],
    ['no title', { severity: 'high' }, /title/],
    ['a list of no alerts', [1, 2, 3], /\/0 must be an object with a title\. \(and 2 more\)/],
    ['a text', '"text"', /The payload must be an object with a title/],
    ['nested too deep', `${'['.repeat(50)}${']'.repeat(50)}`, /32 levels/],
    ['NUL', 'a\0b', /not JSON/],
  ])('a whole body: %s', async (_what, body, says) => {
    const before = (await letters()).length
    const reply = await send('generic', body, { 'content-type': 'text/plain' })
    expect(reply.status).toBe(422)
    expect(await reply.json()).toMatchObject({ code: 'unreadable', detail: expect.stringMatching(says) })
    const kept = await letters()
    expect(kept.length).toBe(before + 1)
    expect(kept[0]).toMatchObject({ source: 'generic', error: expect.stringMatching(says) })
  })
  test('a body of Alertmanager with no readable alert', async () => {
    const body = { alerts: [{ ...alert, status: 'banana' }, 3] }
    const reply = await send('prometheus?token=right-token', body)
    expect(reply.status).toBe(422)
    expect((await letters())[0]).toMatchObject({ source: 'prometheus', body: JSON.stringify(body) })
  })
  test('an empty list is no alert and no fault', async () => {
    const reply = await send('generic', [])
    expect([reply.status, await reply.json()]).toEqual([202, { alerts: [] }])
  })
  test('over 1 MiB is refused and not kept', async () => {
    const before = (await letters()).length
    expect((await send('generic', 'x'.repeat(1_048_577))).status).toBe(413)
    expect((await letters()).length).toBe(before)
  })
})

test('unknown source and integration', async () => {
  const source = await send('prometeus', {})
  expect([source.status, await source.json()]).toEqual([404, expect.objectContaining({ code: 'unknown-source' })])
  const integration = await send('generic/eu', { title: 'x' })
  expect([integration.status, await integration.json()]).toEqual([
    404,
    expect.objectContaining({ code: 'unknown-integration' }),
  ])
  expect((await send('generic/default', { title: 'x' })).status).toBe(202)
})

describe('503 with Retry-After', () => {
  test('when the queue is full', async () => {
    const full = await testApp()
    full.pipeline.ingest = () => Promise.reject(new Overloaded(2))
    for (const path of ['/api/v1/intake/generic', '/api/v1/alerts']) {
      const reply = await full.ask('POST', path, { source: 's', title: 'x' })
      expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '2'])
      expect(await reply.json()).toMatchObject({ code: 'overloaded' })
    }
    await full.close()
  })
  test('when the database does not answer; a fault of ours is a 500 that is reported and says nothing', async () => {
    const broken = await testApp({ ping: () => Promise.reject(new Error('gone')) })
    broken.pipeline.ingest = () => Promise.reject(new Error('connect ECONNREFUSED secret.host'))
    const reply = await broken.ask('POST', '/api/v1/intake/generic', { title: 'x' })
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await reply.text()).not.toContain('secret.host')
    await broken.close()
    const faulty = await testApp()
    faulty.pipeline.ingest = () => Promise.reject(new Error('secret.host'))
    const fault = await faulty.ask('POST', '/api/v1/intake/generic', { title: 'x' })
    expect(fault.status).toBe(500)
    expect(await fault.text()).not.toContain('secret.host')
    expect(faulty.reported).toHaveLength(1)
    await faulty.close()
  })
})
