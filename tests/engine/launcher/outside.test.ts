import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readConfig } from '../../../engine/config.ts'
import { deadLinks, deadMailServers } from '../../../engine/launcher/outside.ts'
import { freePort } from '../../support/child.ts'

const mail = { SMTP_SERVER: 'smtp.example.org' }
const hook = (url: string) => ({ TOCSIN_CONN_OPS_TYPE: 'webhook', TOCSIN_CONN_OPS_URL: url })

test.each<[what: string, env: Readonly<Record<string, string>>, says: string | null]>([
  ['nothing leaves', {}, null],
  ['mail, and no address', mail, '(email), but their links begin with http://127.0.0.1:8000'],
  ['mail, and a loopback address', { ...mail, TOCSIN_PUBLIC_URL: 'http://localhost:8000' }, 'http://localhost:8000'],
  ['mail, and every address', { ...mail, HOST: '0.0.0.0', TOCSIN_AUTH: 'required' }, 'http://0.0.0.0:8000'],
  ['mail, and an address', { ...mail, TOCSIN_PUBLIC_URL: 'https://tocsin.example.org' }, null],
  ['mail, and an address by HOST', { ...mail, HOST: '192.0.2.1', TOCSIN_AUTH: 'required' }, null],
  ['Slack', { SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/x' }, '(slack)'],
  ['a webhook', hook('https://hooks.example.org'), '(ops)'],
  ['a webhook to this machine', hook('http://127.0.0.1:9000'), null],
  ['a machine for repairs', { TOCSIN_CONN_WEB_TYPE: 'ssh', TOCSIN_CONN_WEB_HOST: 'web' }, null],
])('links: %s', (_what, env, says) => {
  const found = deadLinks(readConfig(env))
  if (says === null) expect(found).toBeNull()
  else expect(found).toContain(says)
})

test('a mail server that does not answer is named with the reason, one that does is not', async () => {
  const server = createServer((socket) => socket.end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const faults = (port: number) => deadMailServers(readConfig({ SMTP_SERVER: '127.0.0.1', SMTP_PORT: String(port) }))
  expect(await faults((server.address() as AddressInfo).port)).toEqual([])
  server.close()
  const port = await freePort()
  expect(await faults(port)).toEqual([`127.0.0.1:${port}: ECONNREFUSED`])
})
