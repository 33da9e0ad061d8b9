import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Environment } from './environment.ts'

export interface Server {
  readonly port: number
  /** Takes no new connection, lets requests under way finish for at most so long, then closes them. */
  close(withinMs: number): Promise<void>
}

/**
 * Serves the app on one address.
 * @throws {Error} `EADDRINUSE` with the remedy when the port is taken
 */
export async function serve(
  app: Hono<Environment>,
  at: { readonly host: string; readonly port: number /** That says the port. */; readonly setting: string },
): Promise<Server> {
  const server = createAdaptorServer({ fetch: app.fetch })
  const closeIdle = () => 'closeIdleConnections' in server && server.closeIdleConnections()
  let closing = false
  // A kept-alive connection that falls idle after closing began would hold it up for seconds.
  server.on('request', (_request, response) => response.once('close', () => closing && setImmediate(closeIdle)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? Object.assign(new Error(`Port ${at.port} on ${at.host} is taken. Set ${at.setting} to a free one.`), {
              code: error.code,
            })
          : error,
      ),
    )
    server.listen(at.port, at.host, resolve)
  })
  // A socket address, never a pipe: `listen` was given host and port.
  const { port } = server.address() as AddressInfo
  return {
    port,
    close: (withinMs) =>
      new Promise((resolve) => {
        closing = true
        const force = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), withinMs)
        server.close(() => {
          clearTimeout(force)
          resolve()
        })
        closeIdle()
      }),
  }
}
