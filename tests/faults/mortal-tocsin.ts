import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore, type SqlStore } from '../../engine/store/index.ts'
import { type Child, freePort, startChild } from '../support/child.ts'
import { silent } from '../support/dialects.ts'
import { until } from '../support/until.ts'

const repository = join(import.meta.dirname, '..', '..')

/** The one `tocsin` process of `npm start`, API and worker on SQLite, without the supervisor that would revive it. */
export interface MortalTocsin {
  readonly url: string
  /** Its database, read beside it. */
  readonly store: SqlStore
  /** Resolves when it answers `/livez`. */
  start(): Promise<void>
  kill(): Promise<void>
  output(): string
  remove(): Promise<void>
}

/** Made, but not started. */
export async function mortalTocsin(rules: string, env: Readonly<Record<string, string>>): Promise<MortalTocsin> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-faults-'))
  await mkdir(join(folder, 'rules'))
  await writeFile(join(folder, 'rules', 'campaign.rule'), rules)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const database = `sqlite:${join(folder, 'tocsin.db')}`
  const store = openStore({ url: database, log: silent })
  const { PATH = '', HOME = '' } = process.env
  let child: Child | null = null
  let past = ''
  const kill = async () => {
    await child?.stop('SIGKILL')
    past += child?.output() ?? ''
    child = null
  }
  return {
    url,
    store,
    async start() {
      const started = startChild(
        process.execPath,
        ['--disable-warning=ExperimentalWarning', join(repository, 'engine', 'process', 'embedded.ts')],
        {
          cwd: repository,
          env: {
            PATH,
            HOME,
            PORT: String(port),
            DATABASE_URL: database,
            TOCSIN_DATA_DIR: folder,
            TOCSIN_RULES: join(folder, 'rules'),
            TOCSIN_LOG_LEVEL: 'warn',
            ...env,
          },
        },
      )
      child = started
      const died = started.ended.then(({ code }) => {
        throw new Error(`The tocsin process ended with ${code}:\n${started.output()}`)
      })
      died.catch(() => undefined)
      const lives = until('the tocsin process answers', async () =>
        (await fetch(`${url}/livez`)).ok ? true : undefined,
      )
      await Promise.race([died, lives])
    },
    kill,
    output: () => past + (child?.output() ?? ''),
    async remove() {
      await kill()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
