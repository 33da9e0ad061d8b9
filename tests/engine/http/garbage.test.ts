import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { engineApp } from './engine-app.ts'
import { everyTenant } from '../../../engine/store/scope.ts'

let t: Awaited<ReturnType<typeof engineApp>>
beforeAll(async () => {
  t = await engineApp('rule "everything" {\n  then {\n    notify @admin\n  }\n}\n')
})
afterAll(() => t.close())

const anyMember = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('critical', 'resolved', '2026-03-14T01:00:00Z', 'http://x', '\0', '\ud800', '5%', 1e308, -1, ''),
)
const members = fc.constantFrom(
  ...['source', 'title', 'severity', 'name', 'description', 'status', 'tags', 'labels', 'metadata', 'value', 'url'],
  ...['fingerprint', 'started_at', 'startedAt', 'ended_at', 'startsAt', 'alerts', 'annotations', '__proto__', 'x'],
)
const wholeAlert = fc
  .tuple(fc.integer({ min: 0, max: 400 }), fc.dictionary(members, anyMember, { maxKeys: 1 }))
  .map(([n, given]) => ({ source: 's', title: `t${n}`, labels: { alertname: `a${n}` }, status: 'firing', ...given }))
const almostAlert = fc.oneof(wholeAlert, fc.dictionary(members, anyMember, { maxKeys: 6 }))
const body = fc.oneof(
  { weight: 5, arbitrary: almostAlert.map((value) => JSON.stringify(value)) },
  { weight: 1, arbitrary: fc.array(almostAlert, { maxLength: 4 }).map((alerts) => JSON.stringify({ alerts })) },
  { weight: 1, arbitrary: fc.array(almostAlert, { maxLength: 4 }).map((alerts) => JSON.stringify(alerts)) },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 100 }) },
)
const paths = ['/api/v1/alerts', '/api/v1/intake/generic', '/api/v1/intake/prometheus'] as const

test('10,000 random bodies: never a 5xx, nothing half stored, and every answer kept its word', async () => {
  const seed = Math.trunc(Math.random() * 2 ** 31)
  const bodies = fc.sample(body, { seed, numRuns: 10_000 })
  const statuses: Record<number, number> = {}
  let promised = 0
  const send = async (content: string | Uint8Array, index: number) => {
    const reply = await t.ask('POST', paths[index % paths.length] ?? '', content)
    const answer = (await reply.json()) as { alerts?: unknown[]; code?: string }
    statuses[reply.status] = (statuses[reply.status] ?? 0) + 1
    expect(reply.status, `seed ${seed}, body ${index}: ${JSON.stringify(answer)}`).toBeLessThan(500)
    if (reply.status >= 400) {
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.code).toBeTypeOf('string')
    } else promised += answer.alerts?.length ?? 1
  }
  for (let start = 0; start < bodies.length; start += 50) {
    await Promise.all(bodies.slice(start, start + 50).map((content, index) => send(content, start + index)))
  }
  expect(t.reported).toEqual([])
  // All kinds of answers were seen, so the bodies were neither all good nor all bad.
  for (const status of [201, 202, 400, 422])
    expect(statuses[status], `of ${JSON.stringify(statuses)}`).toBeGreaterThan(100)
  const { tables } = t.store.database
  const events = await tables.events.select(everyTenant, { where: {} })
  expect(events.length).toBe(promised)
  const alerts = new Set((await tables.alerts.select(everyTenant, { where: {} })).map(({ id }) => id))
  const opened = new Set(events.filter(({ status }) => status === 'active').map(({ alert_id }) => alert_id))
  expect([...opened].filter((id) => !alerts.has(id))).toEqual([])
  // The one rule takes every alert: each has its incident, run and outbox row, or the transaction was torn.
  const incidents = await tables.incidents.select(everyTenant, { where: {} })
  const runs = await tables.runs.select(everyTenant, { where: {} })
  const starts = await tables.outbox.select(everyTenant, { where: { kind: 'start' } })
  expect(incidents.length).toBe(alerts.size)
  expect(runs.map(({ incident_id }) => incident_id).sort()).toEqual(incidents.map(({ id }) => id).sort())
  expect(starts.map(({ incident_id }) => incident_id).sort()).toEqual(incidents.map(({ id }) => id).sort())
}, 120_000)
