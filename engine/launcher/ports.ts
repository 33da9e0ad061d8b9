import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'
import { CannotStart } from './cannot-start.ts'

/**
 * A TCP port that nothing listens on at this moment: below the range from which systems choose the ports of outgoing
 * connections and of port 0, so that nobody is given it between this answer and its use.
 */
export async function freePort(host = '127.0.0.1'): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(10_240, 32_768)
    if ((await refusal(port, host)) === null) return port
  }
  throw new Error(`no free port was found on ${host}`)
}

/** Why the port can't be listened on, as the system's code, or null when it can. */
function refusal(port: number, host: string): Promise<string | null> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => done(null)))
  })
}

/** Whether a server accepts connections there. */
export function answers(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ port, host, timeout: 1_000 })
    const end = (result: boolean) => {
      socket.destroy()
      done(result)
    }
    socket.once('connect', () => end(true))
    socket.once('timeout', () => end(false))
    socket.once('error', () => end(false))
  })
}

/** @throws {CannotStart} naming the setting, when the port can't be listened on */
export async function requireFree(port: number, host: string, setting: string, what: string): Promise<void> {
  if (port === 0)
    throw new CannotStart(
      `${setting}=0 lets the system choose a port that nobody would know.`,
      `name one from 1 to 65535:\n${setting}=${await freePort()} npm start`,
    )
  const code = await refusal(port, host)
  if (code === null) return
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    throw new CannotStart(
      `${host} is not an address of this machine.`,
      'set HOST to 127.0.0.1, 0.0.0.0 or an own address.',
    )
  if (code === 'EACCES')
    throw new CannotStart(`This user may not listen on port ${port}.`, `set ${setting} to a port above 1023.`)
  throw new CannotStart(
    `Port ${port}, which ${what} needs, is taken by another program (${code}).`,
    `stop that program (\`ss -ltnp 'sport = :${port}'\` shows it), or choose another port:\n${setting}=${await freePort()} npm start`,
  )
}
