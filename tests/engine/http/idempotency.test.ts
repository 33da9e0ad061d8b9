import { afterAll, beforeAll, expect, test } from 'vitest'
import { type IdempotencyParts, once } from '../../../engine/http/idempotency.ts'
import { ProblemError, problem } from '../../../engine/http/problem.ts'
import type { SqlStore } from '../../../engine/store/index.ts'
import { everyTenant, systemScope } from '../../../engine/store/scope.ts'
import { sweepAll } from '../../../engine/worker/sweeper.ts'
import { describeDialects, type TestDatabase } from '../../support/dialects.ts'
import { type TestApp, testApp } from './test-app.ts'

const scope = systemScope('default')

await describeDialects('a request under a key', ({ create }) => {
  let base: TestDatabase
  let store: SqlStore
  let other: SqlStore
  beforeAll(async () => {
    base = await create()
    store = base.open()
    other = base.open()
    await store.migrate()
  })
  afterAll(() => base.drop())

  const keyed = (key: string, body: unknown = 1, takeOverMs: number | null = null) => ({
    scope,
    route: 'POST /x',
    key,
    body: async () => body,
    takeOverMs,
  })
  const rows = () => store.database.tables.idempotencyKeys
  const age = (ms: number) =>
    store.database.write((tx) => rows().update(everyTenant, { created_at: new Date(Date.now() - ms) }, {}, tx))
  /** Work that counts itself. */
  const counted = () => {
    let done = 0
    return { work: async () => ({ status: 201, body: { n: ++done } }), done: () => done }
  }

  test('several at once, in two processes, have one effect and one answer', async () => {
    const { work, done } = counted()
    const parts: IdempotencyParts[] = [store, other, store, other, store]
    const answers = await Promise.all(parts.map((part) => once(part, keyed('"many"'), work)))
    expect(answers).toEqual(parts.map(() => ({ status: 201, body: { n: 1 } })))
    expect(done()).toBe(1)
  })
  test('the bare key is the quoted one; another body is refused', async () => {
    const { work, done } = counted()
    await once(store, keyed('"k"'), work)
    await once(store, keyed('k'), work)
    expect(done()).toBe(1)
    await expect(once(store, keyed('k', 2), work)).rejects.toMatchObject({ problem: { status: 422 } })
    expect(done()).toBe(1)
  })
  const refused = () => Promise.reject(new ProblemError(problem('not-found', 'no')))
  test('what was refused may be tried again; what may have taken effect only where that does no harm', async () => {
    await expect(once(store, keyed('f'), refused)).rejects.toThrow('no')
    expect(await once(store, keyed('f'), counted().work)).toMatchObject({ status: 201 })
    const lost = () => Promise.reject(new Error('the answer to COMMIT is lost'))
    await expect(once(store, keyed('l', 1, 60_000), lost)).rejects.toThrow('lost')
    expect(await once(store, keyed('l', 1, 60_000), counted().work)).toMatchObject({ status: 201 })
    const { work, done } = counted()
    await expect(once(store, keyed('never'), lost)).rejects.toThrow('lost')
    await expect(once({ idempotency: store.idempotency, waitMs: 500 }, keyed('never'), work)).rejects.toMatchObject({
      problem: { code: 'request-in-progress' },
      retryAfter: null,
    })
    expect(done()).toBe(0)
  })
  test('several at once that are refused: each hears the refusal, none an error of ours', async () => {
    const rounds = Array.from({ length: 10 }, (_, round) => round)
    // They take turns: on a busy machine the last waits longer than a caller would.
    const parts = [store, other, store, other].map(({ idempotency }) => ({ idempotency, waitMs: 60_000 }))
    const senders = rounds.flatMap((round) => parts.map((part) => ({ part, round })))
    const ends = await Promise.allSettled(senders.map(({ part, round }) => once(part, keyed(`r${round}`), refused)))
    expect(ends.map((end) => end.status === 'rejected' && (end.reason as Error).message)).toEqual(
      senders.map(() => 'no'),
    )
  })
  test('two API keys of one name do not share the keys of requests', async () => {
    const { work, done } = counted()
    for (const keyId of ['key_1', 'key_2']) await once(store, { ...keyed('ci'), scope: { ...scope, keyId } }, work)
    expect(done()).toBe(2)
  })
  test('after 24 h a key is new, and old rows are swept', async () => {
    const { work, done } = counted()
    await once(store, keyed('old'), work)
    await age(24 * 3_600_000 + 1_000)
    await once(store, keyed('old', 'another body'), work)
    expect(done()).toBe(2)
    await age(25 * 3_600_000)
    const old = Array.from({ length: 2_100 }, (_, n) => ({
      ...{ tenant: n % 2 ? 'default' : 'other', id: `${n}`, body_hash: 'b', claim: 'c', status: 201, answer: '1' },
      created_at: new Date(Date.now() - 25 * 3_600_000),
    }))
    await store.database.write((tx) => rows().insert(old, tx))
    await once(store, keyed('new'), work)
    await sweepAll(store, new Date())
    expect(await rows().select(everyTenant, { where: {} })).toHaveLength(1)
  })
  test('cut off before its answer: taken over after a while where that does no harm, else never', async () => {
    const row = { id: 'a'.repeat(64), body_hash: 'b'.repeat(64), claim: 'first', created_at: new Date() }
    await store.idempotency.claim(scope, row, 60_000)
    const next = (ms: number) => ({ ...row, claim: 'second', created_at: new Date(row.created_at.getTime() + ms) })
    expect((await store.idempotency.claim(scope, next(59_000), 60_000))?.claim).toBe('first')
    expect((await store.idempotency.claim(scope, next(3_600_000), null))?.claim).toBe('first')
    expect((await store.idempotency.claim(scope, next(61_000), 60_000))?.claim).toBe('second')
    // The one that was thought dead answers nothing any more.
    await store.idempotency.answer(scope, row, 201, '1')
    expect(await store.idempotency.claim(scope, next(62_000), null)).toMatchObject({ claim: 'second', status: null })
    expect(await store.idempotency.claim(systemScope('other'), row, null)).toMatchObject({ claim: 'first' })
  })
})

let t: TestApp
beforeAll(async () => {
  t = await testApp()
})
afterAll(() => t.close())
const send = (path: string, body: object, key?: string) =>
  t.ask('POST', path, body, key === undefined ? {} : { 'idempotency-key': key })

test('an alert sent again under its key is not counted again; without one it is', async () => {
  const body = { source: 's', title: 'once' }
  const first = await send('/api/v1/alerts', body, '"one"')
  const again = await send('/api/v1/alerts', body, '"one"')
  const [a, b] = [await first.text(), await again.text()]
  expect([first.status, again.status]).toEqual([201, 201])
  expect(b).toBe(a)
  expect(t.rows.get((JSON.parse(a) as { id: string }).id)?.count).toBe(1)
  expect((await send('/api/v1/alerts', body)).status).toBe(200)
  const reused = await send('/api/v1/alerts', { ...body, title: 'other' }, '"one"')
  expect([reused.status, await reused.json()]).toMatchObject([422, { code: 'idempotency-key-reused' }])
})

test('an action sent again under its key is not started again; a refused one leaves its key free', async () => {
  const { id } = (await (await send('/api/v1/alerts', { source: 's', title: 'act' })).json()) as { id: string }
  const body = { alert_id: id, action_type: 'notify', parameters: { targets: ['@admin'] } }
  const refused = await send('/api/v1/actions/execute', { ...body, alert_id: `${id.slice(0, -4)}0000` }, 'a')
  expect(refused.status).toBe(404)
  const answers = await Promise.all([1, 2].map(async () => (await send('/api/v1/actions/execute', body, 'a')).json()))
  expect(answers[0]).toHaveProperty('run_id')
  expect(answers[1]).toEqual(answers[0])
})

test.each(['', ' ', 'é', 'x'.repeat(256)])('a key that is none: "%s"', async (key) => {
  const reply = await send('/api/v1/alerts', { source: 's', title: 'x' }, key)
  expect([reply.status, await reply.json()]).toMatchObject([400, { code: 'malformed-request' }])
})
