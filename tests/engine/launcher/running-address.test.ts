import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { requireFree } from '../../../engine/launcher/ports.ts'
import { announce, announced, ownUrl } from '../../../engine/launcher/running-address.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-address-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  ['127.0.0.1', 'http://127.0.0.1:8000'],
  ['0.0.0.0', 'http://127.0.0.1:8000'],
  ['::', 'http://[::1]:8000'],
  ['fd00::1', 'http://[fd00::1]:8000'],
  ['tocsin.example', 'http://tocsin.example:8000'],
])('a server that listens on %s is reached at %s', (host, url) => expect(ownUrl({ host, port: 8000 })).toBe(url))

test('it is known while the server runs', () => {
  expect(announced(folder)).toBeNull()
  const withdraw = announce(folder, 'http://127.0.0.1:8010')
  expect(announced(folder)).toBe('http://127.0.0.1:8010')
  withdraw()
  expect(announced(folder)).toBeNull()
})
test('port 0 is refused before anything is started, with the setting to change', async () => {
  await expect(requireFree(0, '127.0.0.1', 'PORT', 'the API')).rejects.toMatchObject({
    message: expect.stringContaining('PORT=0'),
    next: expect.stringMatching(/^name one .*\nPORT=\d+ npm start$/u),
  })
})
