/** The routes over the real store and pipeline: what fakes cannot show. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signAck } from '../../../engine/security/ack-token.ts'
import { systemScope } from '../../../engine/store/scope.ts'
import { alertRow } from '../store/rows.ts'
import { engineApp } from './engine-app.ts'
import { ackKey } from './test-app.ts'

let t: Awaited<ReturnType<typeof engineApp>>
beforeAll(async () => {
  t = await engineApp('rule "Critical" {\n  when alert.severity == critical\n  then { notify @admin }\n}\n')
})
afterAll(() => t.close())

interface Item {
  readonly id: string
  readonly [member: string]: unknown
}
interface List {
  readonly items: readonly Item[]
  readonly next_cursor: string | null
}
const get = async <T>(path: string): Promise<T> => {
  const reply = await t.ask('GET', path)
  expect(reply.status, path).toBe(200)
  return (await reply.json()) as T
}
const post = async (body: object) => (await (await t.ask('POST', '/api/v1/alerts', body)).json()) as Item

test('a matching alert has its incident and run at once; the run is seen with its link', async () => {
  const alert = await post({ source: 'engine', title: 'Matched', severity: 'critical' })
  expect(alert.incident_ids).toHaveLength(1)
  const { items } = await get<List>(`/api/v1/runs?alert_id=${alert.id}`)
  const incident = String(items[0]?.incident_id)
  const ids = async (path: string) => (await get<List>(path)).items.map(({ id }) => id)
  expect(await ids(`/api/v1/runs?incident_id=${incident}`)).toEqual([items[0]?.id])
  expect(await ids(`/api/v1/runs?incident_id=inc_none`)).toEqual([])
  expect(await ids(`/api/v1/alerts?incident_id=${incident}`)).toEqual([alert.id])
  expect(await ids(`/api/v1/alerts?incident_id=inc_none`)).toEqual([])
  expect(items).toMatchObject([
    {
      rule: 'Critical',
      status: 'pending',
      trigger: 'alert',
      alert_ids: [alert.id],
      alert_count: 1,
      temporal_url: null,
    },
  ])
  const [run] = items
  await t.store.runs.confirm(systemScope('default'), run?.id ?? '', 'temporal-run-1')
  expect(await get<Item>(`/api/v1/runs/${run?.id}`)).toMatchObject({
    steps: [],
    temporal_url: `http://127.0.0.1:8233/namespaces/default/workflows/${encodeURIComponent(String(run?.workflow_id))}/temporal-run-1/history`,
  })
})

test('lists filter and page without losing or repeating', async () => {
  for (let n = 0; n < 7; n++) await post({ source: 'pages', title: `p${n}`, severity: n % 2 ? 'high' : 'info' })
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: List = await get<List>(`/api/v1/alerts?source=pages&limit=3${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.items.map(({ title }) => String(title)))
    cursor = page.next_cursor
  } while (cursor)
  expect(seen.sort()).toEqual(['p0', 'p1', 'p2', 'p3', 'p4', 'p5', 'p6'])
  expect((await get<List>('/api/v1/alerts?source=pages&severity=high')).items).toHaveLength(3)
  expect((await get<List>('/api/v1/alerts?source=pages&matched=false&status=firing')).items).toHaveLength(7)
})

test.each(['x', 'AAAA', '%F0%9F%98%80', Buffer.from('1 alert_1').toString('base64url')])(
  'cursor %s is refused by name',
  async (cursor) => {
    for (const list of ['alerts', 'runs', 'users', 'inbox', 'deliveries', 'dead-letters']) {
      const reply = await t.ask('GET', `/api/v1/${list}?cursor=${cursor}`)
      expect([list, reply.status]).toEqual([list, 422])
      expect(await reply.json()).toMatchObject({ errors: [{ pointer: 'query/cursor' }] })
    }
  },
)

test('an action is a run that its id finds', async () => {
  const alert = await post({ source: 'engine', title: 'For action' })
  const reply = await t.ask('POST', '/api/v1/actions/execute', {
    alert_id: alert.id,
    action_type: 'restart_service',
    parameters: { service_name: 'nginx', server: 'web' },
  })
  expect(reply.status).toBe(202)
  const { id, run_id } = (await reply.json()) as { id: string; run_id: string }
  expect(await get<Item>(`/api/v1/actions/${id}`)).toMatchObject({ id, run_id, status: 'pending', alert_id: alert.id })
  expect((await get<List>('/api/v1/runs?trigger=action')).items.map((run) => run.id)).toEqual([run_id])
})

test('a status change stands in the timeline; an acknowledge link works once', async () => {
  const alert = await post({ source: 'engine', title: 'To acknowledge', severity: 'critical' })
  const [incident] = alert.incident_ids as string[]
  const token = signAck(ackKey, {
    tenant: 'default',
    incident: incident ?? '',
    person: '@admin',
    id: 'link-1',
    expires: Date.now() + 60_000,
  })
  expect((await t.ask('GET', `/ack/${token}`)).status).toBe(200)
  expect(await get<Item>(`/api/v1/alerts/${alert.id}`)).toMatchObject({ status: 'active' })
  expect((await t.ask('POST', `/ack/${token}`)).status).toBe(200)
  expect((await t.ask('POST', `/ack/${token}`)).status).toBe(410)
  const after = await get<Item & { timeline: Item[] }>(`/api/v1/alerts/${alert.id}`)
  expect(after).toMatchObject({ status: 'acknowledged', acknowledged_by: '@admin' })
  expect(after.timeline.map(({ kind }) => kind)).toContain('acknowledged')
})

test('users: added, listed, changed, refused twice', async () => {
  const user = { handle: 'kim', name: 'Kim', email: 'kim@example.org', phone: '+493012345678' }
  expect((await t.ask('POST', '/api/v1/users', user)).status).toBe(201)
  expect((await t.ask('POST', '/api/v1/users', user)).status).toBe(409)
  const changed = await t.ask('PUT', '/api/v1/users/kim', { email: null, name: 'Kim K.' })
  expect(await changed.json()).toMatchObject({ name: 'Kim K.', email: null, phone: '+493012345678', role: 'responder' })
  expect((await t.ask('PUT', '/api/v1/users/nobody', { name: 'x' })).status).toBe(404)
  expect((await get<List>('/api/v1/users')).items.map(({ handle }) => handle)).toContain('kim')
  for (const wrong of [{ handle: '@' }, { handle: 'a b' }, { phone: '123' }, { email: 'kim' }, { role: 'boss' }]) {
    expect((await t.ask('POST', '/api/v1/users', { ...user, handle: 'lee', ...wrong })).status).toBe(422)
  }
})

test('a lone request is not held back for a batch (the benchmark has the figure)', async () => {
  const times: number[] = []
  for (let n = 0; n < 40; n++) {
    const start = performance.now()
    await post({ source: 'lone', title: `lone ${n}` })
    times.push(performance.now() - start)
  }
  expect(times.sort((a, b) => a - b)[20]).toBeLessThan(50)
})

test('a page of large alerts ends before its limit, and the next one goes on behind it', async () => {
  const source = 'large'
  const rows = Array.from({ length: 6 }, () => alertRow({ source, metadata: { dump: 'x'.repeat(1_500_000) } }))
  const { tables, write } = t.store.database
  await write((tx) => tables.alerts.insert(rows, tx))
  const found: string[] = []
  const sizes: number[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: List = await get(`/api/v1/alerts?source=${source}${cursor && `&cursor=${cursor}`}`)
    found.push(...page.items.map(({ id }) => id))
    sizes.push(page.items.length)
    cursor = page.next_cursor
  }
  expect(sizes).toEqual([2, 2, 2])
  expect(found.sort()).toEqual(rows.map(({ id }) => id).sort())
})
