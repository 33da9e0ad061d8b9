/** The web page in a real browser, on the real API over the real pipeline. */
import { rm } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChromium } from '../support/chromium.ts'
import { everyTenant, systemScope } from '../../engine/store/scope.ts'
import { en } from '../../editor/texts/en.ts'
import { buildPage, type PageServer, pageServer } from './page-server.ts'

const rules = `edition 1

rule "Page people" {
  meta { owner: @admin }
  on alert
  when alert.severity >= high
  then { notify @admin via inbox }
}
`
const scope = systemScope('default')
const none = `no_${'0'.repeat(32)}`

let webRoot: string
let browser: Browser
let tocsin: PageServer
let context: BrowserContext
let page: Page
beforeAll(async () => {
  webRoot = await buildPage()
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await rm(webRoot, { recursive: true })
})
beforeEach(async () => {
  tocsin = await pageServer(rules, webRoot)
  context = await browser.newContext({ timezoneId: 'Asia/Kolkata', viewport: { width: 390, height: 844 } })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
})
afterEach(async () => {
  await context.close()
  await tocsin.close()
})

const region = (name: string) => page.getByRole('region', { name, exact: true })
const titles = (name: string) => region(name).getByRole('heading', { level: 3 }).getByRole('link').allTextContents()
/** What runs inside the page; the DOM is none of the types of the tests. */
interface Painted {
  getComputedStyle(element: unknown): { readonly borderLeftColor: string; readonly color: string }
}
/** The colour of a card's edge, as the browser paints it. */
const borderOf = (title: string) =>
  page
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { level: 3 }).filter({ hasText: title }) })
    .first()
    .evaluate((card) => (globalThis as unknown as Painted).getComputedStyle(card).borderLeftColor)

describe('alerts', () => {
  test('filters stand in the address, work when it is opened, and stay when a link is followed', async () => {
    await tocsin.send({ title: 'Checkout is down', severity: 'critical' })
    await tocsin.send({ title: 'Disk fills', severity: 'high' })
    const over = await tocsin.send({ title: 'Was full', severity: 'high' })
    await tocsin.send({ title: 'Was full', severity: 'high', status: 'resolved' })
    await page.goto(tocsin.url)
    await region('Alerts').getByRole('link', { name: 'Disk fills' }).waitFor()
    await region('Alerts').getByLabel('Severity').selectOption('high')
    await region('Alerts').getByRole('link', { name: 'Checkout is down' }).waitFor({ state: 'detached' })
    expect(new URL(page.url()).hash).toBe('#severity=high')
    await region('Alerts').getByLabel('Status').selectOption('resolved')
    await region('Alerts').getByRole('link', { name: 'Disk fills' }).waitFor({ state: 'detached' })
    expect(await titles('Alerts')).toEqual(['Was full'])
    expect(new URL(page.url()).hash).toBe('#status=resolved&severity=high')

    await page.reload()
    await region('Alerts').getByRole('link', { name: 'Was full' }).click()
    await region('This alert').getByRole('list', { name: 'Timeline' }).waitFor()
    expect(new URL(page.url()).hash).toBe(`#alert=${over.id}&status=resolved&severity=high`)
    // On a phone it is the only thing on the page.
    expect(await page.getByRole('region').count()).toBe(1)
    await page.getByRole('link', { name: 'Show everything' }).click()
    await region('This alert').waitFor({ state: 'detached' })
    expect(new URL(page.url()).hash).toBe('#status=resolved&severity=high')
    await region('Alerts').getByLabel('Severity').selectOption('critical')
    await page.getByText('No alert is resolved and critical.').waitFor()
    await page.goBack()
    await region('Alerts').getByRole('link', { name: 'Was full' }).waitFor()
  })

  test('older ones come by Show more; what is new and what changes still shows by itself', async () => {
    const first = await tocsin.send({ title: 'Alert 0' })
    for (let n = 1; n < 60; n++) await tocsin.send({ title: `Alert ${n}` })
    await page.goto(tocsin.url)
    await region('Alerts').getByRole('link', { name: 'Alert 59', exact: true }).waitFor()
    expect(await titles('Alerts')).toHaveLength(50)
    await region('Alerts').getByRole('button', { name: 'Show more alerts' }).click()
    await region('Alerts').getByRole('link', { name: 'Alert 0', exact: true }).waitFor()
    expect(await region('Alerts').getByRole('button', { name: 'Show more alerts' }).count()).toBe(0)
    await tocsin.send({ title: 'Alert 60' })
    await region('Alerts').getByRole('link', { name: 'Alert 60', exact: true }).waitFor()
    await tocsin.send({ title: 'Alert 0', status: 'resolved' })
    await region('Alerts').getByRole('listitem').last().getByText('resolved').waitFor()
    expect(await titles('Alerts')).toEqual([...Array(61).keys()].reverse().map((n) => `Alert ${n}`))
    expect(first.id).toMatch(/^alert_/)
  })

  test('times are those of the reader, with the zone on hover', async () => {
    const { id } = await tocsin.send({ title: 'Timed' })
    const at = new Date('2025-12-31T20:15:07Z')
    const { tables, write } = tocsin.store.database
    await write((tx) => tables.alerts.update(everyTenant, { received_at: at }, { id }, tx))
    await page.goto(tocsin.url)
    const time = region('Alerts').locator('time').first()
    expect(await time.textContent()).toMatch(/^1 Jan.*01:45 \(/)
    expect(await time.getAttribute('title')).toMatch(/1 January 2026.*01:45:07.*Asia\/(Calcutta|Kolkata)/)
    expect(await time.getAttribute('datetime')).toBe('2025-12-31T20:15:07.000Z')
  })

  test('the time that a run waits until is one of the reader too', async () => {
    await tocsin.send({ title: 'Waits', severity: 'critical' })
    const { tables, write } = tocsin.store.database
    const waiting_for = 'acknowledgement by @admin until 2025-12-31T20:15:07Z'
    await write((tx) => tables.runs.update({ tenant: 'default' }, { status: 'waiting', waiting_for }, {}, tx))
    await page.goto(tocsin.url)
    await region('Runs')
      .getByText(/waiting for acknowledgement by @admin until 1 Jan.*01:45 \(/)
      .waitFor()
    expect(await region('Runs').textContent()).not.toContain('20:15')
  })

  test.each([
    ['HTML', '<img src=x onerror="document.title=`hacked`"><b>bold</b>'],
    ['very long', 'W'.repeat(1_000)],
    ['right to left', 'שלום עולם end'],
    ['turned round', '\u202eevil txt.exe \u2067שלום\u2066 end', 'evil txt.exe שלום end'],
  ])('a hostile title stays text and breaks no layout: %s', async (_name, title, shown = title) => {
    const { incident_ids } = await tocsin.send({
      title,
      severity: 'critical',
      labels: { [`k${'L'.repeat(60)}`]: title },
    })
    await tocsin.tell({ title, body: title, severity: 'critical', status: 'active' })
    await page.goto(`${tocsin.url}#incident=${incident_ids[0]}`)
    await region('This incident').getByRole('list', { name: 'Timeline' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.goto(tocsin.url)
    const lists = ['Alerts', 'Runs', 'Inbox']
    for (const name of lists) await region(name).getByRole('heading', { level: 3 }).first().waitFor()
    expect(await titles('Alerts')).toEqual([shown])
    expect(await titles('Runs')).toEqual([shown])
    expect(await page.title()).toBe('Tocsin')
    expect(await page.locator('main img, main b').count()).toBe(0)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    // Text behind the title keeps its own direction: the tag of the severity stands left of it.
    const heading = region('Alerts').getByRole('heading', { level: 3 })
    expect(await heading.locator('bdi').count()).toBe(1)
  })
})

describe('links', () => {
  test.each(['alert', 'run', 'incident'])('an unknown %s is told, with the way to everything', async (kind) => {
    await tocsin.send({ title: 'Still listed' })
    for (const id of [none, 'cut off']) {
      await page.goto(`${tocsin.url}#${kind}=${encodeURIComponent(id)}`)
      await page.getByText(`no ${kind} bears the id ${id}`).waitFor()
    }
    await page.getByRole('link', { name: 'Show everything' }).click()
    await region('Alerts').getByRole('link', { name: 'Still listed' }).waitFor()
    await page.getByText('Not found').waitFor({ state: 'detached' })
  })

  test('a run is named for its alert, in the list and where its link leads', async () => {
    await tocsin.send({ title: 'Checkout is down', severity: 'critical' })
    await page.goto(tocsin.url)
    const run = region('Runs').getByRole('listitem').filter({ hasText: 'Checkout is down' }).first()
    await run.getByText('critical').waitFor()
    await run.getByText('Page people').waitFor()
    await run.getByRole('link', { name: 'Checkout is down' }).click()
    await region('This run').getByText('Page people', { exact: true }).waitFor()
    await region('This run').getByRole('heading', { level: 3 }).getByRole('link').nth(1).waitFor()
    expect(await titles('This run')).toEqual(['Checkout is down', 'Checkout is down'])
    await region('This run').getByRole('list', { name: 'Timeline' }).waitFor()
  })

  test('an incident shows what happened to its alerts, each thing once', async () => {
    const { id, incident_ids } = await tocsin.send({ title: 'Checkout is down', severity: 'critical' })
    await page.goto(`${tocsin.url}#incident=${incident_ids[0]}`)
    const timeline = region('This incident').getByRole('list', { name: 'Timeline' })
    await timeline.getByText('started a run').waitFor()
    await region('This incident').getByRole('button', { name: 'Acknowledge' }).click()
    await timeline.getByText('Acknowledged by').waitFor()
    await region('This incident').getByRole('button', { name: 'Resolve' }).click()
    await timeline.getByText('Resolved by').waitFor()
    const said = async () => (await timeline.getByRole('listitem').locator('> bdi').allTextContents()).slice(-2)
    expect(await said()).toEqual(['Acknowledged by @admin', 'Resolved by @admin'])
    // The API tells each of them for the alert and for the incident.
    expect((await tocsin.store.alerts.timeline(scope, id)).filter(({ kind }) => kind === 'acknowledged')).toHaveLength(
      2,
    )
  })
})

test('what is over is not shown in the colour of its severity', async () => {
  await tocsin.tell({ title: '[CRITICAL] Disk', body: '', severity: 'critical', status: 'active' })
  await tocsin.tell({ title: '[RESOLVED] Disk', body: '', severity: 'critical', status: 'resolved' })
  await tocsin.send({ title: 'Came', severity: 'critical' })
  await tocsin.send({ title: 'Gone', severity: 'critical' })
  await tocsin.send({ title: 'Gone', severity: 'critical', status: 'resolved' })
  await page.goto(tocsin.url)
  await region('Inbox').getByText('[RESOLVED] Disk').waitFor()
  await region('Alerts').getByRole('link', { name: 'Gone' }).waitFor()
  const [red, green] = ['rgb(179, 18, 29)', 'rgb(20, 108, 46)']
  expect([await borderOf('[CRITICAL] Disk'), await borderOf('Came')]).toEqual([red, red])
  expect([await borderOf('[RESOLVED] Disk'), await borderOf('Gone')]).toEqual([green, green])
  const { tables, write } = tocsin.store.database
  await write((tx) => tables.runs.update({ tenant: 'default' }, { status: 'succeeded' }, {}, tx))
  await region('Runs').getByText('succeeded').first().waitFor()
  const tag = (name: string) =>
    region(name)
      .getByRole('listitem')
      .filter({ hasText: 'Gone' })
      .locator('.severity')
      .first()
      .evaluate((element) => (globalThis as unknown as Painted).getComputedStyle(element).color)
  expect(await tag('Runs')).toBe(await tag('Alerts'))
})

test('while the API is away the page says so, keeps what it knew, and recovers by itself', async () => {
  await tocsin.send({ title: 'Known before' })
  await page.goto(tocsin.url)
  await region('Alerts').getByRole('link', { name: 'Known before' }).waitFor()
  const banner = page.getByText(/Tocsin does not answer\.\s*What you see is from \d\d:\d\d /)
  expect(await banner.count()).toBe(0)
  await tocsin.away()
  await banner.waitFor()
  expect(await banner.count()).toBe(1)
  expect(await titles('Alerts')).toEqual(['Known before'])
  await region('Alerts').getByRole('button', { name: 'Acknowledge' }).click()
  await region('Alerts').getByText('Tocsin did not answer.').waitFor()
  await tocsin.back()
  await tocsin.send({ title: 'Came after' })
  await region('Alerts').getByRole('link', { name: 'Came after' }).waitFor()
  await banner.waitFor({ state: 'detached' })
})

test('what a proxy answers for an API that is away is not taken for an answer', async () => {
  await page.route('**/api/v1/**', (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>502</h1>' }),
  )
  await page.goto(tocsin.url)
  await page.getByText('Is it running?').waitFor()
  await page.unroute('**/api/v1/**')
  await page.getByText('No alert has come yet').waitFor()
  await page.getByText('Is it running?').waitFor({ state: 'detached' })
})

describe('language', () => {
  /** The sentences of the English page, two words and more; names of blocks are words of the rules, which diagnostics quote. */
  const sentences = Object.entries(en)
    .filter(([key]) => !key.startsWith('block.'))
    .flatMap(([, text]) => text.split(/\{\w+\}/))
    .map((part) => part.trim())
    .filter((part) => /[a-z]+ [a-z]+/iu.test(part))

  test('a browser that prefers Chinese gets the whole page in Chinese', async () => {
    await page.close()
    await context.close()
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } })
    page = await context.newPage()
    page.setDefaultTimeout(10_000)
    const { id, incident_ids } = await tocsin.send({ title: '磁盘已满', severity: 'critical' })
    await tocsin.tell({ title: '磁盘已满', body: '', severity: 'critical', status: 'active' })
    const { tables, write } = tocsin.store.database
    const waiting_for = '@admin'
    await write((tx) => tables.runs.update({ tenant: 'default' }, { status: 'waiting', waiting_for }, {}, tx))
    const problem = {
      ...{
        code: 'W505',
        severity: 'warning',
        file: 'a.rule',
        message: 'nothing says what to do when `run x` fails',
        labels: [],
      },
      ...{ help: null, fix: null, args: { name: 'x' } },
      range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 2, offset: 1 } },
    }
    const made = { tenant: 'default', hash: 'h2', author: 'test', message: '', degraded: true, files: {} }
    await tocsin.store.ruleSets.publish(scope, { ...made, problems: [problem] })
    await page.goto(tocsin.url)
    for (const name of ['告警', '运行', '收件箱', '规则']) await region(name).waitFor()
    await region('告警').getByRole('button', { name: '确认' }).waitFor()
    await region('运行').getByText('正在等待：@admin').waitFor()
    await region('规则').getByText('失败时如何处理').waitFor()
    expect(await region('规则').locator('code', { hasText: 'run x' }).textContent()).toBe('run x')
    expect(await page.evaluate('document.documentElement.lang')).toBe('zh-CN')
    const seen = [await page.evaluate<string>('document.body.innerText')]
    for (const focus of [`alert=${id}`, `incident=${incident_ids[0]}`, `run=${none}`, 'status=resolved']) {
      await page.goto(`${tocsin.url}#${focus}`)
      const there = page.getByText(/未找到|没有符合/u).or(page.getByRole('list', { name: '时间线' }))
      await there.first().waitFor()
      seen.push(await page.evaluate<string>('document.body.innerText'))
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    }
    expect(sentences.length).toBeGreaterThan(30)
    expect(sentences.filter((sentence) => seen.some((text) => text.includes(sentence)))).toEqual([])
  })
})
