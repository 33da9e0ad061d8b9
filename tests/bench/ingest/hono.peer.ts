/** Peer: Hono and zod, nothing stored. Prints its port. */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { body } from './peer-body.ts'

const app = new Hono().post('/api/v1/alerts', async (c) => {
  const parsed = body.safeParse(await c.req.json())
  return parsed.success ? c.json({ id: 'none', ...parsed.data }, 201) : c.json({ error: parsed.error.message }, 422)
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(JSON.stringify({ port })))
