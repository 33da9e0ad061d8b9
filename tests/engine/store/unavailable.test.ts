import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { DatabaseUnavailable } from '../../../engine/store/errors.ts'
import { openStore } from '../../../engine/store/index.ts'
import { silent } from '../../support/dialects.ts'
import { event, scope, World } from '../pipeline/world.ts'

/** A port on which nothing listens: it was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

test.each(['mysql://root@127.0.0.1', 'postgres://postgres@127.0.0.1'])(
  '%s is down: said so, nothing spooled',
  async (server) => {
    const store = openStore({ url: `${server}:${await closedPort()}/tocsin`, log: silent })
    const world = new World(store, { current: () => Promise.reject(new Error('never asked')) })
    await expect(store.ping()).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(store.alerts.list(scope, {})).rejects.toBeInstanceOf(DatabaseUnavailable)
    await expect(world.pipeline.ingest(scope, [event({})])).rejects.toBeInstanceOf(DatabaseUnavailable)
    await store.close()
  },
)
