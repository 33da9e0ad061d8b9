import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, startChild } from './child.ts'
import { until } from './until.ts'

const repository = join(import.meta.dirname, '..', '..')

export interface TocsinOptions {
  /** Rule files by name; the whole rules folder. */
  readonly rules: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** Keep using a folder of an earlier start. */
  readonly folder?: string
}

/** What `npm start` runs, whole: supervisor, Temporal and the tocsin process, on free ports and a folder of its own. */
export async function startTocsin(options: TocsinOptions) {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'tocsin-e2e-')))
  const rules = join(folder, 'rules')
  await mkdir(rules, { recursive: true })
  for (const [name, text] of Object.entries(options.rules)) await writeFile(join(rules, name), text)
  const [port, temporalPort, uiPort] = [await freePort(), await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const { DATABASE_URL: _none, ...inherited } = process.env
  const child = startChild(process.execPath, [join(repository, 'engine/launcher/bootstrap.mjs'), 'start'], {
    cwd: repository,
    env: {
      ...inherited,
      HOST: '127.0.0.1',
      PORT: String(port),
      TEMPORAL_PORT: String(temporalPort),
      TEMPORAL_UI_PORT: String(uiPort),
      TOCSIN_DATA_DIR: folder,
      TOCSIN_RULES: rules,
      ...options.env,
    },
  })
  const failed = child.ended.then(({ code }) => {
    throw new Error(`npm start ended with ${code}:\n${child.output()}`)
  })
  failed.catch(() => undefined)
  await Promise.race([
    failed,
    until(
      'Tocsin is ready with Temporal',
      async () => {
        const reply = await fetch(`${url}/health`)
        const health = (await reply.json()) as { status: string }
        return reply.ok && health.status === 'ok' ? true : undefined
      },
      90_000,
    ).catch((cause) => {
      throw new Error(`Tocsin did not come up:\n${child.output()}`, { cause })
    }),
  ])
  return {
    url,
    ui: `http://127.0.0.1:${uiPort}`,
    folder,
    rules,
    pid: child.pid,
    output: child.output,
    async get<T>(path: string): Promise<T> {
      const reply = await fetch(`${url}${path}`)
      if (!reply.ok) throw new Error(`GET ${path} answered ${reply.status}: ${await reply.text()}`)
      return (await reply.json()) as T
    },
    async send<T>(method: 'POST' | 'PUT', path: string, body: unknown): Promise<T> {
      const reply = await fetch(`${url}${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!reply.ok) throw new Error(`${method} ${path} answered ${reply.status}: ${await reply.text()}`)
      return (await reply.json()) as T
    },
    /** Stops it as Ctrl-C does; `keep` leaves the folder for another start. */
    async stop({ keep = false } = {}): Promise<void> {
      await child.stop('SIGINT')
      if (!keep) await rm(folder, { recursive: true, force: true })
    },
  }
}
