/** What the command line says when the real API answers. */

import type { AddressInfo } from 'node:net'
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
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...args, '--url', url], {
    env: { PATH: process.env.PATH, NO_COLOR: '1' },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}

test('a severity that is no known word is told of, and the alert is stored all the same', async () => {
  const { code, output } = await tocsin('send', '-t', 'Odd', '-s', 'sev9')
  expect(code).toBe(0)
  expect(output).toContain('Severity "sev9" is no word that Tocsin knows')
  expect(output).toContain('critical, high, warning, info, unknown')
  expect(output).toMatch(/^alert_\S+ {2}active {2}unknown {2}Odd$/m)
  expect((await tocsin('send', '-t', 'Plain', '-s', 'P1')).output).not.toContain('no word')
})

test('a run of one alert is said to hold one', async () => {
  const { output } = await tocsin('runs', '--json')
  const [run] = (JSON.parse(output) as { items: { id: string; alert_count: number }[] }).items
  expect(run?.alert_count).toBe(1)
  expect((await tocsin('runs', run?.id ?? '')).output).toContain('\n1 alert, started ')
})

test.each([
  ['keys', 'revoke', 'key_none', 'look the id up with `tocsin keys list`.'],
  ['runs', 'run_none', 'look the id up with `tocsin runs` or in the web app.'],
])('%s of an unknown id points to the list of its kind', async (...words) => {
  const { code, output } = await tocsin(...words.slice(0, -1))
  expect(code).toBe(2)
  expect(output).toContain(words.at(-1))
})
