import { connect } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Report } from './health.ts'

const answerMs = 2_000

/**
 * Asks Redis for a sign of life. A server that wants a password first is alive too: nothing else of Tocsin uses it yet.
 * @param url of `REDIS_URL`; null: Redis is not used
 */
export const redisHealth = (url: string | null) => async (): Promise<Report> => {
  if (url === null) return { status: 'disabled' }
  const { protocol, hostname, port } = new URL(url)
  const address = { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 6379) }
  const alive = await new Promise<boolean>((resolve) => {
    const socket = protocol === 'rediss:' ? connectTls({ ...address, servername: address.host }) : connect(address)
    const end = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.setTimeout(answerMs, () => end(false))
    socket.on('error', () => end(false))
    socket.on('close', () => resolve(false))
    socket.once('data', (data) => end(/^[+-](PONG|NOAUTH|NOPERM)/.test(data.toString('latin1'))))
    socket.write('PING\r\n')
  })
  return { status: alive ? 'ok' : 'down' }
}
