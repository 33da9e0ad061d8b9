import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AckClaim, ackLinkMs, signAck, verifyAck } from '../../../engine/security/ack-token.ts'
import { createLinks } from '../../../engine/security/links.ts'
import { deriveKey } from '../../../engine/security/master-key.ts'
import { newId } from '../../../engine/store/ids.ts'
import { memoryIncident } from './memory-pipeline.ts'
import { ackKey, type TestApp, testApp } from './test-app.ts'

const now = Date.UTC(2026, 2, 14)
const claim: AckClaim = { tenant: 'default', incident: 'inc_1', person: '@kim', id: 'one', expires: now + 1000 }
const token = signAck(ackKey, claim)

describe('token', () => {
  test('a genuine one gives its claim', () => {
    expect(verifyAck(ackKey, token, now)).toEqual({ kind: 'genuine', claim })
  })
  test('it ends', () => {
    expect(verifyAck(ackKey, token, now + 1000)).toEqual({ kind: 'expired', claim })
  })
  test('every single changed character is forged', () => {
    for (let at = 0; at < token.length; at++) {
      const other = `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
      expect(verifyAck(ackKey, other, now), `at ${at}`).toEqual({ kind: 'forged' })
    }
  })
  test.each([
    ['nothing', ''],
    ['no signature', token.split('.')[0] ?? ''],
    ['an empty signature', `${token.split('.')[0]}.`],
    ['cut short', token.slice(0, -1)],
    ['longer', `${token}A`],
    ['a third part', `${token}.x`],
    ['padding', `${token}=`],
    [
      'another claim under this signature',
      `${signAck(ackKey, { ...claim, person: 'eve' }).split('.')[0]}.${token.split('.')[1]}`,
    ],
    ['another key', signAck(Buffer.alloc(32, 8), claim)],
    ['a key for another purpose', signAck(deriveKey(ackKey, 'session'), claim)],
  ])('%s is forged', (_what, text) => {
    expect(verifyAck(ackKey, text, now)).toEqual({ kind: 'forged' })
  })
})

describe('page', () => {
  let t: TestApp
  let incident: string
  beforeAll(async () => {
    t = await testApp()
    await t.ask('POST', '/api/v1/alerts', { source: 's', title: '<script>alert(1)</script>', severity: 'critical' })
    incident = newId('incident')
    t.incidentRows.set(incident, memoryIncident(incident))
  })
  afterAll(() => t.close())
  const linkTo = (id: string, at = Date.now(), person = '@kim') =>
    createLinks('', ackKey, () => at).acknowledge({ tenant: 'default', incident_id: id, person })
  const see = async (method: string, path: string) => {
    const form: Record<string, string> =
      method === 'POST' ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8000' } : {}
    const reply = await t.ask(method, path, undefined, form)
    return { status: reply.status, html: await reply.text(), headers: reply.headers }
  }

  test('GET shows title, severity and a button, escaped, and changes nothing, however often', async () => {
    const link = linkTo(incident)
    for (let times = 0; times < 3; times++) {
      const { status, html, headers } = await see('GET', link)
      expect(status).toBe(200)
      // Alone, so that text written from right to left turns nothing around it.
      expect(html).toContain('<strong dir="auto">&lt;script&gt;alert(1)&lt;/script&gt;</strong>')
      expect(html).not.toContain('<script')
      expect(html).toContain('critical')
      expect(html).toMatch(/<form method="post"><button/)
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('referrer-policy')).not.toBe('no-referrer')
    }
    expect(t.incidentRows.get(incident)?.acknowledged_at).toBeNull()
  })
  test('POST acknowledges as the person, once', async () => {
    const link = linkTo(incident)
    const first = await see('POST', link)
    expect([first.status, first.html]).toEqual([200, expect.stringContaining('<p>By @kim. Nobody')])
    expect(t.incidentRows.get(incident)).toMatchObject({ acknowledged_by: '@kim' })
    const again = await see('POST', link)
    expect([again.status, again.html]).toEqual([410, expect.stringContaining('used already')])
    const other = await see('POST', linkTo(incident))
    expect([other.status, other.html]).toEqual([200, expect.stringContaining('<p>By @kim.</p>')])
    expect((await see('GET', linkTo(incident))).html).not.toContain('<form')
  })
  test('before and after, it leads on to the incident and to what the alert links to, if that is of the web', async () => {
    const linked = await testApp()
    const annotations = { runbook_url: 'https://wiki.example/disk?a=1&b="2"', dashboard_url: 'javascript:alert(1)' }
    const alert = { source: 's', title: 'Disk', severity: 'high', url: 'https://grafana.example/d/1' }
    await linked.ask('POST', '/api/v1/alerts', { ...alert, metadata: { annotations } })
    const open = newId('incident')
    linked.incidentRows.set(open, memoryIncident(open))
    const path = linkTo(open)
    for (const method of ['GET', 'POST', 'GET']) {
      const form: Record<string, string> =
        method === 'POST'
          ? { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:8000' }
          : {}
      const html = await (await linked.ask(method, path, undefined, form)).text()
      expect([...html.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)/g)].map(([, href, name]) => [name, href])).toEqual([
        ['Open the incident', `../#incident=${open}`],
        ['Open at its source', 'https://grafana.example/d/1'],
        ['Runbook', 'https://wiki.example/disk?a=1&amp;b=%222%22'],
      ])
    }
    await linked.close()
  })
  test.each(['@kim', '#ops', 'ops@example.org'])('the page names %s as messages do', async (person) => {
    const open = newId('incident')
    t.incidentRows.set(open, memoryIncident(open))
    expect((await see('GET', linkTo(open, Date.now(), person))).html).toContain(`<p>You act as ${person}.</p>`)
  })
  test('one that has expired leads to the incident, without a word of what it is about', async () => {
    const path = linkTo(incident, Date.now() - ackLinkMs)
    const { html } = await see('GET', path)
    const href = /<a href="([^"]*)"/.exec(html)?.[1] ?? ''
    // As the browser reads it, also where Tocsin lives under a path of its own.
    expect(new URL(href, `https://example.org/tocsin${path}`).href).toBe(
      createLinks('https://example.org/tocsin', ackKey, Date.now).incident({
        tenant: 'default',
        incident_id: incident,
      }),
    )
    expect(html).not.toContain('script')
    expect((await see('GET', `${path}x`)).html).not.toContain('<a ')
  })
  test('refusals say why', async () => {
    const resolved = newId('incident')
    t.incidentRows.set(resolved, { ...memoryIncident(resolved), resolved_at: new Date() })
    for (const method of ['GET', 'POST']) {
      expect(await see(method, `${linkTo(incident)}x`)).toMatchObject({ status: 403 })
      expect(await see(method, linkTo(incident, Date.now() - ackLinkMs))).toMatchObject({ status: 410 })
      expect(await see(method, linkTo(newId('incident')))).toMatchObject({ status: 404 })
      expect(await see(method, linkTo(resolved))).toMatchObject({ status: 409 })
    }
  })
})
