import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type SqlStore } from '../../engine/store/index.ts'
import { type Child, freePort, startChild } from './child.ts'
import { silent } from './dialects.ts'
import { until } from './until.ts'

const repository = join(import.meta.dirname, '..', '..')

/** One of the two processes, to be killed and started again. */
export interface RoleProcess {
  /** Resolves when it works. */
  start(): Promise<void>
  /** As `kill -9` does it. */
  kill(): Promise<void>
  /** Of all its lives. */
  output(): string
}
export interface SeparateRoles {
  readonly url: string
  /** Where the worker tells of itself. */
  readonly workerUrl: string
  readonly api: RoleProcess
  readonly worker: RoleProcess
  /** Their database, read beside them. */
  readonly store: SqlStore
  remove(): Promise<void>
}

/** `tocsin api` and `tocsin worker` as two processes on one database and one Temporal; made, but not started. */
export async function separateRoles(options: {
  readonly rules: string
  readonly databaseUrl: string
  readonly temporalAddress: string
  readonly env?: Readonly<Record<string, string>>
}): Promise<SeparateRoles> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-roles-'))
  await mkdir(join(folder, 'rules'))
  await writeFile(join(folder, 'rules', 'test.rule'), options.rules)
  const port = await freePort()
  const workerPort = await freePort()
  const url = `http://127.0.0.1:${port}`
  const { PATH = '', HOME = '' } = process.env
  const env = {
    PATH,
    HOME,
    PORT: String(port),
    TOCSIN_WORKER_PORT: String(workerPort),
    DATABASE_URL: options.databaseUrl,
    TEMPORAL_ADDRESS: options.temporalAddress,
    // Several tests may use one Temporal server; a queue belongs to one installation.
    TEMPORAL_TASK_QUEUE: `test-${randomBytes(6).toString('hex')}`,
    TOCSIN_MASTER_KEY: randomBytes(32).toString('base64'),
    TOCSIN_DATA_DIR: folder,
    TOCSIN_RULES: join(folder, 'rules'),
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    ...options.env,
  }
  const start = (verb: string) =>
    startChild(process.execPath, [join(repository, 'engine', 'cli', 'main.ts'), verb], { cwd: repository, env })
  const api = roleProcess(
    'tocsin api',
    () => start('api'),
    async () => (await fetch(`${url}/livez`)).ok,
  )
  const worker = roleProcess(
    'tocsin worker',
    () => start('worker'),
    async (child) => child.output().includes('worker connected to Temporal'),
  )
  const store = openStore({ url: options.databaseUrl, log: silent })
  return {
    url,
    workerUrl: `http://127.0.0.1:${workerPort}`,
    api,
    worker,
    store,
    async remove() {
      await Promise.all([api.kill(), worker.kill()])
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function roleProcess(name: string, spawn: () => Child, works: (child: Child) => Promise<boolean>): RoleProcess {
  let child: Child | null = null
  let past = ''
  return {
    async start() {
      const started = spawn()
      child = started
      const died = started.ended.then(({ code, signal }) => {
        throw new Error(`${name} ended with ${code ?? signal}:\n${started.output()}`)
      })
      died.catch(() => undefined)
      await Promise.race([
        died,
        until(`${name} works`, async () => ((await works(started)) ? true : undefined), 60_000),
      ])
    },
    async kill() {
      await child?.stop('SIGKILL')
      past += child?.output() ?? ''
      child = null
    },
    output: () => past + (child?.output() ?? ''),
  }
}
