import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApp, testApp } from './test-app.ts'

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())

interface Answer {
  readonly id: string
  readonly code: string
  readonly errors: readonly { pointer: string; message: string; remedy: string }[]
  readonly [member: string]: unknown
}
const post = async (body: unknown, headers?: Record<string, string>) => {
  const reply = await t.ask('POST', '/api/v1/alerts', body, headers)
  return { status: reply.status, type: reply.headers.get('content-type'), body: (await reply.json()) as Answer }
}

test('a lone alert: 201 with the alert, then 200 with the same one', async () => {
  const alert = {
    source: 'checkout',
    title: 'Payments fail',
    severity: 'CRIT',
    labels: { service: 'payments' },
    value: '95.2 %',
    startedAt: '2026-03-14T02:00:00+01:00',
  }
  const first = await post(alert)
  expect(first).toMatchObject({
    status: 201,
    body: {
      source: 'checkout',
      name: 'Payments fail',
      severity: 'critical',
      status: 'active',
      value: '95.2%',
      count: 1,
      started_at: '2026-03-14T01:00:00.000Z',
      incident_ids: [],
    },
  })
  const again = await post(alert)
  expect(again).toMatchObject({ status: 200, body: { id: first.body.id, count: 2 } })
  const closed = await post({ ...alert, status: 'recovered' })
  expect(closed).toMatchObject({ status: 200, body: { id: first.body.id, status: 'resolved' } })
})

test('an unknown severity word is kept', async () => {
  const { body } = await post({ source: 's', title: 't', severity: 'spicy' })
  expect(body).toMatchObject({ severity: 'unknown', metadata: { severity_raw: 'spicy' } })
})

test('the name that a long title makes ends at a character', async () => {
  const { body } = await post({ source: 's', title: '😀'.repeat(300) })
  expect(body).toMatchObject({ name: '😀'.repeat(127) })
})

test('titles that differ only behind what a name holds are two alerts', async () => {
  const [a, b] = [
    await post({ source: 's', title: `${'x'.repeat(255)}a` }),
    await post({ source: 's', title: `${'x'.repeat(255)}b` }),
  ]
  expect([a.status, b.status]).toEqual([201, 201])
})

const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`l${index}`, 'x']))
const at = (hour: number) => `2026-03-14T0${hour}:00:00Z`
const good = { source: 's', title: 'refused' }

describe('what is refused stores nothing', () => {
  test.each<[what: string, body: unknown, status: number, code: string, pointer?: string, remedy?: RegExp]>([
    ['no JSON', '{"source":', 400, 'malformed-json'],
    ['empty body', '', 400, 'malformed-json'],
    ['bad UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'malformed-json'],
    ['1 MiB and more', JSON.stringify({ ...good, description: 'x'.repeat(1_048_576) }), 413, 'body-too-large'],
    ['deep nesting', `{"source":"s","title":"t","metadata":${deep(40)}}`, 422, 'invalid'],
    ['very deep nesting', '['.repeat(500_000), 400, 'malformed-json'],
    ['an array', [good], 422, 'invalid', ''],
    ['null', 'null', 422, 'invalid', ''],
    ['no title', { source: 's' }, 422, 'invalid', '/title'],
    ['an empty title', { source: 's', title: '  ' }, 422, 'invalid', '/title'],
    ['a number as title', { source: 's', title: 5 }, 422, 'invalid', '/title', /Send a text/],
    [
      'a label that no object could keep',
      '{"source":"s","title":"t","labels":{"__proto__":"x"}}',
      422,
      'invalid',
      '/labels/__proto__',
      /Rename/,
    ],
    ['an unknown member', { ...good, severty: 'high' }, 422, 'invalid', '/severty', /"severity"/],
    ['a label that is no text', { ...good, labels: { a: 1 } }, 422, 'invalid', '/labels/a'],
    ['65 labels', { ...good, labels: many(65) }, 422, 'invalid', '/labels'],
    ['a long label name', { ...good, labels: { ['x'.repeat(129)]: 'a' } }, 422, 'invalid'],
    ['a long label', { ...good, labels: { a: 'x'.repeat(2_049) } }, 422, 'invalid', '/labels/a'],
    ['a long title', { ...good, title: 'x'.repeat(1_025) }, 422, 'invalid', '/title'],
    [
      'metadata of 64 KiB and more',
      { ...good, metadata: { a: 'x'.repeat(65_536) } },
      422,
      'invalid',
      '/metadata',
      /link/,
    ],
    ['NUL', { ...good, description: 'a\0b' }, 422, 'invalid', '/description', /Leave it out/],
    ['half a surrogate pair', '{"source":"s","title":"\\ud800"}', 422, 'invalid', '/title'],
    ['NUL in a name', { ...good, metadata: { 'a\0': 1 } }, 422, 'invalid', '/metadata'],
    ['an infinite number', '{"source":"s","title":"t","value":1e999}', 422, 'invalid', '/value'],
    ['a value without meaning', { ...good, value: 'lots' }, 422, 'invalid', '/value', /95\.2 %/],
    ['status suppressed', { ...good, status: 'suppressed' }, 422, 'invalid', '/status'],
    ['a script as URL', { ...good, url: 'javascript:alert(1)' }, 422, 'invalid', '/url'],
    ['a time that is none', { ...good, started_at: 'yesterday' }, 422, 'invalid', '/started_at'],
    ['a time before all', { ...good, started_at: '0001-01-01T00:00:00Z' }, 422, 'invalid', '/started_at'],
    [
      'an end before its start',
      { ...good, started_at: at(2), ended_at: at(1) },
      422,
      'invalid',
      '/ended_at',
      /leave it out/,
    ],
    ['the same by other names', { ...good, startedAt: at(2), endedAt: at(1) }, 422, 'invalid', '/endedAt'],
  ])('%s', async (_what, body, status, code, pointer, remedy) => {
    const before = t.rows.size
    const answer = await post(body)
    expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { status, code } })
    if (pointer !== undefined) expect(answer.body.errors.map((error) => error.pointer)).toContain(pointer)
    if (remedy) expect(answer.body.errors[0]?.remedy).toMatch(remedy)
    expect(t.rows.size).toBe(before)
  })
  test.each([
    ['a compressed body', { 'content-encoding': 'gzip' }],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
  ])('%s', async (_what, headers) => {
    expect(await post(good, headers)).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } })
  })
  test('a method that nothing takes, without content type', async () => {
    const reply = await t.ask('PUT', '/api/v1/alerts', undefined, {})
    expect(reply.status).toBe(405)
  })
  test('another content type', async () => {
    const reply = await post('source=s', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(reply).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } })
  })
})

describe('status', () => {
  const open = async (title: string) => (await post({ source: 'status', title })).body.id
  const put = async (id: string, body: unknown) => {
    const reply = await t.ask('PUT', `/api/v1/alerts/${id}/status`, body)
    return { status: reply.status, body: (await reply.json()) as Answer }
  }
  test('acknowledge by its own route, without a body', async () => {
    const reply = await t.ask('POST', `/api/v1/alerts/${await open('a')}/acknowledge`, {})
    expect(await reply.json()).toMatchObject({ status: 'acknowledged', acknowledged_by: '@admin' })
  })
  test('resolve by a synonym, with a note; then nothing more', async () => {
    const id = await open('b')
    expect(await put(id, { status: 'closed', resolution_note: 'cleaned' })).toMatchObject({
      status: 200,
      body: { status: 'resolved', resolution_note: 'cleaned', resolved_by: '@admin' },
    })
    expect(await put(id, { status: 'resolved' })).toMatchObject({ status: 200 })
    expect(await put(id, { status: 'active' })).toMatchObject({ status: 409, body: { code: 'alert-resolved' } })
  })
  test('suppressed cannot be set', async () => {
    expect(await put(await open('c'), { status: 'suppressed' })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/status' }] },
    })
  })
  test.each(['alert_0', `alert_${'0'.repeat(32)}`, '%00', '%ff', 'x'.repeat(3_000)])(
    'unknown id %s is 404',
    async (id) => {
      expect(await put(id, { status: 'resolved' })).toMatchObject({ status: 404, body: { code: 'not-found' } })
      expect((await t.ask('GET', `/api/v1/alerts/${id}`)).status).toBe(404)
    },
  )
})

test.each([
  ['limit=0', 'query/limit'],
  ['limit=ten', 'query/limit'],
  ['limit=', 'query/limit'],
  ['limit=201', 'query/limit'],
  ['limit=1e2', 'query/limit'],
  ['limit=0x10', 'query/limit'],
  ['limit=5.0', 'query/limit'],
  ['status=sleepy', 'query/status'],
  ['severity=worst', 'query/severity'],
  ['source=%00', 'query/source'],
  ['sverity=high', 'query/sverity'],
  ['matched=perhaps', 'query/matched'],
])('GET /alerts?%s is refused by name', async (query, pointer) => {
  const reply = await t.ask('GET', `/api/v1/alerts?${query}`)
  expect(reply.status).toBe(422)
  const { errors } = (await reply.json()) as Answer
  expect(errors).toMatchObject([{ pointer }])
  if (pointer === 'query/limit') expect(errors[0]?.message).toBe('must be a whole number from 1 to 200')
})

test('unknown paths are 404, known ones with another method 405', async () => {
  expect((await t.ask('GET', '/api/v1/nothing')).status).toBe(404)
  const reply = await t.ask('DELETE', '/api/v1/alerts')
  expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'POST, GET'])
})

describe('actions', () => {
  const execute = async (body: unknown) => {
    const reply = await t.ask('POST', '/api/v1/actions/execute', body)
    return { status: reply.status, body: (await reply.json()) as Answer }
  }
  const parameters = { service_name: 'nginx', server: 'web' }
  test('a known action on a known alert is taken', async () => {
    const { id } = (await post({ source: 's', title: 'for action' })).body
    const answer = await execute({ alert_id: id, action_type: 'restart_service', parameters })
    expect(answer).toMatchObject({ status: 202, body: { status: 'pending' } })
    expect(answer.body.id).toMatch(/^act_/)
  })
  test('unknown alert, action, parameters', async () => {
    const { id } = (await post({ source: 's', title: 'for action' })).body
    expect(await execute({ alert_id: 'alert_x', action_type: 'restart_service', parameters })).toMatchObject({
      status: 404,
    })
    expect(await execute({ alert_id: id, action_type: 'restart_servce', parameters })).toMatchObject({
      status: 422,
      body: {
        code: 'unknown-action',
        errors: [{ pointer: '/action_type', remedy: 'Did you mean "restart_service"?' }],
      },
    })
    expect(
      await execute({ alert_id: id, action_type: 'restart_service', parameters: { service_name: 'a; reboot' } }),
    ).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/parameters/service_name' }, { pointer: '/parameters/server' }] },
    })
  })
})
