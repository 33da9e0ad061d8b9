/** What the command line says when the real API answers. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { startChild } from '../../support/child.ts'
import { engineApp } from '../http/engine-app.ts'

let engine: Awaited<ReturnType<typeof engineApp>>
let server: ReturnType<typeof serve>
let url: string
beforeAll(async () => {
  let port = 0
  const rules = 'edition 1\n\nrule "A" {\n  on alert\n  then { notify @admin }\n}\n'
  engine = await engineApp(rules, { port: () => port })
  server = serve({ fetch: engine.app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise<void>((done) => server.once('listening', done))
  port = (server.address() as AddressInfo).port
  url = `http://127.0.0.1:${port}`
})
afterAll(async () => {
  await new Promise((done) => server.close(done))
  await engine.close()
})

async function tocsin(...args: readonly string[]) {
  const given = args.includes('--url') ? args : [...args, '--url', url]
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...given], {
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}

test('a severity that is no known word is refused before anything is sent; words that the API reads are not', async () => {
  const { code, output } = await tocsin('send', '-t', 'Odd', '-s', 'hihg')
  expect(code).toBe(2)
  expect(output).toContain('--severity hihg is no severity; nothing was sent.')
  expect(output).toContain('did you mean high? Write critical, high, warning, info, unknown')
  const { items } = (await (await fetch(`${url}/api/v1/alerts`)).json()) as { items: readonly { title: string }[] }
  expect(items.map(({ title }) => title)).not.toContain('Odd')
  for (const [word, read] of [
    ['P1', 'critical'],
    ['Unknown', 'unknown'],
  ] as const)
    expect((await tocsin('send', '-t', 'Plain', '-s', word)).output).toMatch(
      new RegExp(`^alert_\\S+ {2}active {2}${read} {2}Plain$`, 'm'),
    )
})

test('an alert of a file that begins with a byte-order mark', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-send-'))
  try {
    const file = join(folder, 'alert.json')
    await writeFile(file, '\uFEFF{ "source": "x", "title": "Marked", "severity": "high" }')
    expect((await tocsin('send', file)).output).toMatch(/^alert_\S+ {2}active {2}high {2}Marked$/m)
    const missing = await tocsin('send', join(folder, 'none.json'))
    expect(missing).toMatchObject({ code: 2, output: expect.stringContaining("none.json can't be read (ENOENT).") })
  } finally {
    await rm(folder, { recursive: true })
  }
})

test('a run of one alert is said to hold one', async () => {
  const { output } = await tocsin('runs', '--json')
  const [run] = (JSON.parse(output) as { items: { id: string; alert_count: number }[] }).items
  expect(run?.alert_count).toBe(1)
  expect((await tocsin('runs', run?.id ?? '')).output).toContain('\n1 alert, started ')
})

test('runs of an alert that there is not: says so, not that nothing has taken it', async () => {
  const { code, output } = await tocsin('runs', '--alert', 'alert_nope')
  expect(code).toBe(2)
  expect(output).toContain('There is no alert alert_nope.')
  const sent = (await tocsin('send', '-t', 'Sent', '--json')).output
  const id = JSON.parse(sent).id as string
  expect((await tocsin('runs', '--alert', id)).output).toMatch(/^run_\S+ .* A /m)
  expect((await tocsin('runs', '--alert', id, '--status', 'failed')).output).toContain('has no failed runs')
})

test('times of one line have one form', async () => {
  const page = { items: [{ ...aRun, waiting_for: 'acknowledgement by @kim until 2026-11-30T10:20:00Z' }] }
  const peer = serve({ fetch: () => Response.json(page), hostname: '127.0.0.1', port: 0 })
  await new Promise<void>((done) => peer.once('listening', done))
  const { output } = await tocsin('runs', '--url', `http://127.0.0.1:${(peer.address() as AddressInfo).port}`)
  peer.close()
  expect(output).toContain('2026-11-30 10:05:00  acknowledgement by @kim until 2026-11-30 10:20:00')
})
const aRun = { id: 'run_1', rule: 'A', status: 'waiting', message: null, started_at: '2026-11-30T10:05:00.123Z' }

test.each([
  ['keys', 'revoke', 'key_none', 'look the id up with `tocsin keys list`.'],
  ['runs', 'run_none', 'look the id up with `tocsin runs` or in the web app.'],
])('%s of an unknown id points to the list of its kind', async (...words) => {
  const { code, output } = await tocsin(...words.slice(0, -1))
  expect(code).toBe(2)
  expect(output).toContain(words.at(-1))
})
