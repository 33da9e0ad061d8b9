/**
 * Peer: Hono, zod and one INSERT by Sequelize for each request, on the database of `DATABASE_URL` with the durable
 * settings of D9. Prints its port.
 */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { DataTypes, Sequelize } from 'sequelize'
import { body } from './peer-body.ts'

const url = process.env.DATABASE_URL ?? ''
const sqlite = url.startsWith('sqlite:')
const sequelize = sqlite
  ? new Sequelize({ dialect: 'sqlite', storage: url.slice('sqlite:'.length), logging: false })
  : new Sequelize(url.replace(/^mariadb:/, 'mysql:'), { logging: false, pool: { max: 10 } })
if (sqlite) {
  await sequelize.query('PRAGMA journal_mode = WAL')
  await sequelize.query('PRAGMA synchronous = FULL')
  const [journal] = await sequelize.query('PRAGMA journal_mode')
  const [synchronous] = await sequelize.query('PRAGMA synchronous')
  console.error(`sqlite as the peer runs on it: ${JSON.stringify([journal, synchronous])}`)
}
const Alert = sequelize.define(
  'peer_alert',
  {
    source: DataTypes.STRING,
    title: DataTypes.STRING(1024),
    severity: DataTypes.STRING(16),
    name: DataTypes.STRING,
    description: DataTypes.TEXT,
    tags: DataTypes.TEXT,
    labels: DataTypes.TEXT,
    metadata: DataTypes.TEXT,
  },
  { timestamps: false },
)
await Alert.sync()

const app = new Hono().post('/api/v1/alerts', async (c) => {
  const parsed = body.safeParse(await c.req.json())
  if (!parsed.success) return c.json({ error: parsed.error.message }, 422)
  const { tags, labels, metadata, ...plain } = parsed.data
  const row = await Alert.create({
    ...plain,
    tags: JSON.stringify(tags),
    labels: JSON.stringify(labels),
    metadata: JSON.stringify(metadata),
  })
  return c.json({ id: row.get('id'), ...parsed.data }, 201)
})
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(JSON.stringify({ port })))
