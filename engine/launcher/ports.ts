import { connect, createServer } from 'node:net'
import { CannotStart } from './cannot-start.ts'

/** A TCP port that nothing listens on at this moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, host, () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? done(address.port) : failed(new Error('no port was given')),
      )
    })
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
  const code = await new Promise<string | null>((done) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => done(null)))
  })
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
