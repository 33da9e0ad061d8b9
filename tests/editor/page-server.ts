import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Server, serve } from '../../engine/http/server.ts'
import { newId } from '../../engine/store/ids.ts'
import type { InboxRow } from '../../engine/store/rows.ts'
import { systemScope } from '../../engine/store/scope.ts'
import { engineApp } from '../engine/http/engine-app.ts'

const repository = join(import.meta.dirname, '..', '..')
const scope = systemScope('default')

/** Builds the page as it stands in this checkout: what lies in `editor/dist` may be older, or of another branch. */
export async function buildPage(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-page-'))
  const vite = join(repository, 'node_modules/vite/bin/vite.js')
  const args = ['build', 'editor', '--config', 'editor/vite.config.ts', '--outDir', folder, '--emptyOutDir']
  // Vitest says `test`, which would build React's slow form.
  const env = { ...process.env, NODE_ENV: 'production' }
  await promisify(execFile)(process.execPath, [vite, ...args], { cwd: repository, env })
  return folder
}

/** The page on a server of its own with the real pipeline and an empty database; `away` and `back` take the server off. */
export async function pageServer(rules: string, webRoot: string) {
  let server: Server
  const engine = await engineApp(rules, { webRoot, port: () => server.port })
  const listen = (port: number) => serve(engine.app, { host: '127.0.0.1', port, setting: 'PORT' })
  server = await listen(0)
  const { port } = server
  const made = { tenant: scope.tenant, hash: 'h', author: 'test', message: '' }
  await engine.store.ruleSets.publish(scope, { ...made, degraded: false, files: { 'a.rule': rules }, problems: [] })
  return {
    url: `http://127.0.0.1:${port}/`,
    store: engine.store,
    async send(alert: Readonly<Record<string, unknown>>): Promise<{ id: string; incident_ids: string[] }> {
      const reply = await engine.ask(
        'POST',
        '/api/v1/alerts',
        { source: 'test', ...alert },
        { host: `127.0.0.1:${port}` },
      )
      if (!reply.ok) throw new Error(await reply.text())
      return (await reply.json()) as { id: string; incident_ids: string[] }
    },
    async tell(entry: Pick<InboxRow, 'title' | 'body' | 'severity' | 'status'>): Promise<void> {
      const id = newId('inbox')
      const rest = { id, tenant: 'default', key: id, recipient: '@admin', url: null, incident_id: null }
      await engine.store.inbox.add(scope, { ...rest, ...entry, created_at: new Date(), read_at: null })
    },
    away: () => server.close(0),
    async back() {
      server = await listen(port)
    },
    async close() {
      await server.close(0)
      await engine.close()
    },
  }
}
export type PageServer = Awaited<ReturnType<typeof pageServer>>
