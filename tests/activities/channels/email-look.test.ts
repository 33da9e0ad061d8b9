/** The mail as a browser paints it, by day and at night, on a phone and on a desk. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createActivities } from '../../../activities/index.ts'
import { openChromium } from '../../support/chromium.ts'
import { smtpPeer } from '../../support/smtp.ts'
import { alertFacts, context, fakeEngine, live, person } from '../fake-engine.ts'

let browser: Browser
let html: string
beforeAll(async () => {
  browser = await openChromium()
  html = await page()
})
afterAll(() => browser.close())

/** A page with everything that a mail may show, some of it long. */
async function page(): Promise<string> {
  const smtp = await smtpPeer()
  const engine = fakeEngine()
  engine.configured.email = { type: 'email', config: { host: '127.0.0.1', port: String(smtp.port) } }
  engine.people['@kim'] = [person('@kim', ['email', 'kim@example.org'])]
  const alert = alertFacts({
    ...{ title: 'Disk is full', value: { $: 'percent', value: 99 }, url: 'https://grafana.example/d/1' },
    labels: { ['long_name_'.repeat(8)]: 'x'.repeat(300), host: 'db1' },
    metadata: { annotations: { runbook_url: 'https://wiki.example/disk' } },
  })
  engine.live = live({}, [alert, alertFacts({ id: 'alert_2', title: 'y'.repeat(300) })])
  const message = { template: null, with: {}, names: {}, meta: {}, error: null }
  const targets = [{ kind: 'handle', name: 'kim' }] as const
  await createActivities(engine).notify({ ...context, targets, via: ['email'], message })
  await smtp.close()
  return String(smtp.mails[0]?.html)
}

/** What each text of the page has as colour and, of itself or the nearest around it, as background; runs inside the page. */
const painted = `[...document.querySelectorAll('body *')].flatMap((element) => {
  if (![...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) return []
  let behind = element
  while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)') behind = behind.parentElement
  return [{ text: element.textContent.trim(), color: getComputedStyle(element).color, behind: getComputedStyle(behind).backgroundColor }]
})`
interface Painted {
  readonly text: string
  readonly color: string
  readonly behind: string
}
/** @see https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = (color.match(/\d+/gu) ?? []).map((part) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast({ color, behind }: Painted): number {
  const [one, other] = [luminance(color), luminance(behind)]
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

test.each([
  [390, 'light'],
  [390, 'dark'],
  [1440, 'light'],
  [1440, 'dark'],
] as const)('%i wide, %s: every text can be read and none goes over the edge', async (width, colorScheme) => {
  const opened = await browser.newContext({ viewport: { width, height: 844 }, colorScheme })
  const view = await opened.newPage()
  await view.setContent(html)
  const texts = await view.evaluate<Painted[]>(painted)
  const button = await view.getByRole('link', { name: 'Acknowledge' }).boundingBox()
  const over = await view.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  await opened.close()
  for (const part of ['Acknowledge', 'Runbook', 'Disk is full', '99%', 'host'])
    expect(texts.map(({ text }) => text)).toContainEqual(expect.stringContaining(part))
  expect(texts.filter((one) => contrast(one) < 4.5)).toEqual([])
  for (const { text, behind } of texts.filter(({ text }) => text !== 'Acknowledge'))
    expect([text, luminance(behind) < 0.1]).toEqual([text, colorScheme === 'dark'])
  // Whoever is woken by it need not scroll.
  expect(button?.y).toBeLessThan(250)
  expect(over).toBeLessThanOrEqual(0)
})
