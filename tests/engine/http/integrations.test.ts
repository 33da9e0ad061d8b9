import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../../engine/config.ts'
import { Overloaded } from '../../../engine/pipeline/contract.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { type TestApp, testApp } from './test-app.ts'

const { integrations } = readConfig({
  TOCSIN_INTEGRATION_EU_SOURCE: 'generic',
  TOCSIN_INTEGRATION_EU_SECRET: 'new-token',
  TOCSIN_INTEGRATION_EU_SECRET_PREVIOUS: 'old-token',
  TOCSIN_INTEGRATION_EU_SEVERITIES: 'Sev-A=critical, high=info',
  TOCSIN_INTEGRATION_EU_VOLATILE: 'pod',
  TOCSIN_INTEGRATION_US_SOURCE: 'prometheus',
  TOCSIN_INTEGRATION_US_VOLATILE: 'pod',
  TOCSIN_INTEGRATION_US_SEVERITIES: 'sev-a=critical',
})
let t: TestApp
beforeAll(async () => {
  t = await testApp({ integrations })
})
afterAll(() => t.close())

interface Taken {
  readonly alerts: readonly { id: string; severity: string; fingerprint: string }[]
}
const send = (path: string, body: unknown, token?: string, app = t) =>
  app.ask('POST', `/api/v1/intake/${path}`, body, token ? { authorization: `Bearer ${token}` } : {})
const taken = async (path: string, body: unknown, token?: string) => {
  const reply = await send(path, body, token)
  expect(reply.status).toBe(202)
  return ((await reply.json()) as Taken).alerts
}

test.each<[token: string | undefined, status: number]>([
  [undefined, 401],
  ['wrong', 401],
  ['new-token', 202],
  ['old-token', 202],
])('the token of an integration is its own: %s', async (token, status) => {
  expect((await send('generic/eu', { title: 'x' }, token)).status).toBe(status)
})

test('its alerts bear its name and are not one with those of the default integration', async () => {
  const body = { title: 'same', fingerprint: 'one' }
  const [mine] = await taken('generic/eu', body, 'new-token')
  const [theirs] = await taken('generic', body)
  expect(mine?.id).not.toBe(theirs?.id)
  expect(t.rows.get(mine?.id ?? '')?.integration).toBe('eu')
  expect(t.rows.get(theirs?.id ?? '')?.integration).toBe('default')
})

test('its severity words go first, and only for it', async () => {
  const body = [
    { title: 'a', severity: 'SEV-A' },
    { title: 'b', severity: 'high' },
    { title: 'c', severity: 'p1' },
  ]
  const words = async (path: string, token?: string) => (await taken(path, body, token)).map(({ severity }) => severity)
  expect(await words('generic/eu', 'new-token')).toEqual(['critical', 'info', 'critical'])
  expect(await words('generic')).toEqual(['unknown', 'high', 'critical'])
  const alert = { status: 'firing', labels: { alertname: 'X', severity: 'sev-a' } }
  expect((await taken('prometheus/us', { alerts: [alert] }))[0]?.severity).toBe('critical')
})

test('its volatile labels do not tell alerts apart', async () => {
  const generic = async (pod: string) =>
    (await taken('generic/eu', { title: 'v', labels: { pod, service: 's' } }, 'new-token'))[0]?.fingerprint
  expect(await generic('1')).toBe(await generic('2'))
  const labels = (pod: string) => ({ alerts: [{ status: 'firing', labels: { alertname: 'V', pod } }] })
  const prometheus = async (path: string, pod: string) => (await taken(path, labels(pod)))[0]?.fingerprint
  expect(await prometheus('prometheus/us', '1')).toBe(await prometheus('prometheus/us', '2'))
  expect(await prometheus('prometheus', '1')).not.toBe(await prometheus('prometheus', '2'))
})

test('without a list of its own the usual labels do not tell alerts apart, with one they do', async () => {
  const sent = async (path: string, value: string) =>
    (await taken(path, { alerts: [{ status: 'firing', labels: { alertname: 'U', value } }] }))[0]?.fingerprint
  expect(await sent('prometheus', '1')).toBe(await sent('prometheus', '2'))
  expect(await sent('prometheus/us', '1')).not.toBe(await sent('prometheus/us', '2'))
})

test.each(['generic/us', 'generic/asia'])('%s is 404 by its name, and tells of no other', async (path) => {
  const reply = await send(path, { title: 'x' })
  const body = (await reply.json()) as { code: string; detail: string }
  expect([reply.status, body.code]).toEqual([404, 'unknown-integration'])
  expect(body.detail).toContain(`"${path.split('/')[1]}"`)
  expect(body.detail).not.toMatch(/"eu"|token/)
})

test('who proves nothing is not told which integrations there are', async () => {
  const strict = await testApp({ integrations, auth: 'required' })
  for (const path of ['generic/eu', 'generic/asia'])
    expect((await send(path, { title: 'x' }, undefined, strict)).status).toBe(401)
  await strict.close()
})

test('a dead letter bears the name too', async () => {
  expect((await send('generic/eu', 'nonsense', 'new-token')).status).toBe(422)
  const [letter] = (await t.store.deadLetters.list(systemScope('default'), {})).items
  expect(letter).toMatchObject({ source: 'generic', integration: 'eu' })
})

test('over its rate: 503 with Retry-After, nothing stored, counted by source; others go on', async () => {
  const now = new Date()
  const app = await testApp({ integrations, intakeRate: 0.2, now: () => now })
  const code = async (path: string, body: unknown, token?: string) => (await send(path, body, token, app)).status
  expect(await code('generic/eu', [{ title: 'a' }, { title: 'b' }], 'new-token')).toBe(202)
  const reply = await send('generic/eu', { title: 'c' }, 'new-token', app)
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await reply.json()).toMatchObject({
    code: 'overloaded',
    detail: expect.stringContaining('TOCSIN_INTAKE_RATE'),
  })
  expect([...app.rows.values()].map(({ title }) => title)).toEqual(['a', 'b'])
  // Who cannot prove itself takes nothing from those who can.
  expect(await code('generic/eu', { title: 'd' }, 'wrong')).toBe(401)
  expect(await code('generic', { title: 'e' })).toBe(202)
  app.pipeline.ingest = () => Promise.reject(new Overloaded(2))
  expect(await code('generic', { title: 'f' })).toBe(503)
  const metrics = await (await app.ask('GET', '/metrics')).text()
  expect(metrics).toContain('tocsin_intake_shed_total{source="generic",integration="eu",reason="rate"} 1')
  expect(metrics).toContain('tocsin_intake_shed_total{source="generic",integration="default",reason="queue"} 1')
  await app.close()
})
