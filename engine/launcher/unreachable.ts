import { connect } from 'node:net'

/** Why nothing answers at `host:port` within 3 s, as the system's code or in words; null when something does. */
export function unreachable(address: string): Promise<string | null> {
  const cut = address.lastIndexOf(':')
  return new Promise((done) => {
    const socket = connect({ host: address.slice(0, cut), port: Number(address.slice(cut + 1)), timeout: 3_000 })
    const end = (fault: string | null) => {
      socket.destroy()
      done(fault)
    }
    socket.once('connect', () => end(null))
    socket.once('timeout', () => end('no answer within 3 s'))
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message))
  })
}
