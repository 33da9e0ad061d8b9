import { createServer, type Server, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { redisHealth } from '../../../engine/http/redis-health.ts'
import { type Child, freePort, startChild } from '../../support/child.ts'
import { until } from '../../support/until.ts'

const redis = async (...more: string[]): Promise<{ child: Child; url: string }> => {
  const port = await freePort()
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', '/tmp', ...more]
  const child = startChild('redis-server', settings)
  await until('Redis is ready', async () => child.output().includes('Ready to accept connections') || undefined)
  return { child, url: `redis://127.0.0.1:${port}` }
}
let open: Awaited<ReturnType<typeof redis>>
let locked: Awaited<ReturnType<typeof redis>>
beforeAll(async () => {
  open = await redis()
  locked = await redis('--requirepass', 'hunter2')
})
afterAll(() => Promise.all([open.child.stop(), locked.child.stop()]))

/** Does with each connection what is given, for as long as `work` lasts. */
async function withPeer(onConnect: (socket: Socket) => void, work: (url: string) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>()
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    onConnect(socket)
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  try {
    await work(`redis://127.0.0.1:${port}`)
  } finally {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
}

test('without REDIS_URL it is disabled', async () => {
  expect(await redisHealth(null)()).toEqual({ status: 'disabled' })
})

test('a Redis that answers is ok, also one that wants a password first', async () => {
  expect(await redisHealth(open.url)()).toEqual({ status: 'ok' })
  expect(await redisHealth(locked.url)()).toEqual({ status: 'ok' })
})

test('where nothing listens it is down', async () => {
  expect(await redisHealth(`redis://127.0.0.1:${await freePort()}`)()).toEqual({ status: 'down' })
})

test('a server that speaks something else, or hangs up, is down', async () => {
  await withPeer(
    (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
    async (url) => expect(await redisHealth(url)()).toEqual({ status: 'down' }),
  )
  await withPeer(
    (socket) => socket.end(),
    async (url) => expect(await redisHealth(url)()).toEqual({ status: 'down' }),
  )
})

test('a server that says nothing is down after two seconds', async () => {
  await withPeer(
    () => {},
    async (url) => {
      const begun = performance.now()
      expect(await redisHealth(url)()).toEqual({ status: 'down' })
      expect(performance.now() - begun).toBeLessThan(4_000)
    },
  )
})
