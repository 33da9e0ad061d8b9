/** `npm start` as a whole: it comes up, leaves nobody behind however it ends, and carries on where it stood. */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { answers } from '../../../engine/launcher/ports.ts'
import { type ProcessMark, stillRuns } from '../../../engine/launcher/processes.ts'
import { announced } from '../../../engine/launcher/running-address.ts'
import { freePort, startChild } from '../../support/child.ts'
import { startTocsin } from '../../support/tocsin.ts'
import { until } from '../../support/until.ts'

const rules = {
  'wait.rule':
    'edition 1\n\nrule "Wait" {\n  on alert\n  then {\n    notify @admin\n    wait for ack up to 1h\n  }\n}\n',
}
interface Runs {
  readonly items: readonly { readonly id: string; readonly status: string }[]
}
type Tocsin = Awaited<ReturnType<typeof startTocsin>>
const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})
const mark = async (tocsin: Tocsin, file: string) =>
  JSON.parse(await readFile(join(tocsin.folder, file), 'utf8')) as ProcessMark
const waiting = (tocsin: Tocsin) =>
  until('a run that waits', async () => {
    const { items } = await tocsin.get<Runs>('/api/v1/runs?status=waiting')
    return items[0]
  })

/** What a verb prints on a data folder, told nothing else. */
async function verb(folder: string, ...args: string[]): Promise<string> {
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: folder },
  })
  await child.ended
  return child.output()
}

test('an alert starts a run, the run outlives a stop and a kill, and nothing stays behind', async () => {
  const mailPort = String(await freePort())
  const first = await startTocsin({ rules, env: { SMTP_SERVER: '127.0.0.1', SMTP_PORT: mailPort } })
  folders.push(first.folder)
  await until('the warnings of the start', async () => {
    const said = first.output()
    return (
      (said.includes(`127.0.0.1:${mailPort}: ECONNREFUSED`) && said.includes(`(email), but their links`)) || undefined
    )
  })
  await first.send('POST', '/api/v1/alerts', { source: 'test', title: 'Down', severity: 'high' })
  const run = await waiting(first)
  // A command on the same data folder needs no port.
  const listed = await verb(first.folder, 'runs', '--json')
  expect(JSON.parse(listed)).toMatchObject({ items: [{ id: run.id }] })
  const marks = [await mark(first, 'tocsin.lock'), await mark(first, 'temporal.pid')]
  await first.stop({ keep: true })
  expect(marks.map(stillRuns)).toEqual([false, false])
  expect(announced(first.folder)).toBeNull()

  const second = await startTocsin({ rules, folder: first.folder })
  expect((await waiting(second)).id).toBe(run.id)
  const [supervisor, temporal] = [await mark(second, 'tocsin.lock'), await mark(second, 'temporal.pid')]
  process.kill(supervisor.pid, 'SIGKILL')
  await until('Temporal and API are gone, too', async () => {
    const answers = await fetch(`${second.url}/livez`).then(
      () => true,
      () => false,
    )
    return answers || stillRuns(temporal) ? undefined : true
  })

  // The lock of a killed instance does not stand in the way.
  const third = await startTocsin({ rules, folder: first.folder })
  expect((await waiting(third)).id).toBe(run.id)
  await third.stop()
}, 180_000)

test.each(['Starting Temporal', 'Rules are in force'])(
  'stopped at "%s", it ends without having said that it runs',
  async (at) => {
    const folder = await mkdtemp(join(tmpdir(), 'tocsin-early-'))
    folders.push(folder)
    const [port, temporalPort, uiPort] = [await freePort(), await freePort(), await freePort()]
    const { DATABASE_URL: _none, ...inherited } = process.env
    const child = startChild(process.execPath, [join(projectRoot, 'engine/launcher/bootstrap.mjs'), 'start'], {
      cwd: projectRoot,
      env: {
        ...inherited,
        ...{ PORT: String(port), TEMPORAL_PORT: String(temporalPort), TEMPORAL_UI_PORT: String(uiPort) },
        TOCSIN_DATA_DIR: folder,
      },
    })
    await until(at, async () => child.output().includes(at) || undefined, 60_000)
    await child.stop('SIGINT')
    expect(await child.ended).toEqual({ code: 0, signal: null })
    expect(child.output()).not.toContain('Tocsin is running')
    expect(child.output()).not.toMatch(/^ +at /m)
    expect(await answers(temporalPort)).toBe(false)
    expect(await answers(port)).toBe(false)
  },
)

test.each<[what: string, env: () => Promise<Record<string, string>>, problem: RegExp]>([
  [
    'a database that is away',
    async () => ({ DATABASE_URL: `postgres://postgres@127.0.0.1:${await freePort()}/x` }),
    /^tocsin: The postgres database x at 127\.0\.0\.1:\d+ cannot be used: connect ECONNREFUSED [^ ]+\d\.$/gm,
  ],
  [
    'a rules folder that is not there',
    async () => ({ TOCSIN_RULES: '/nonexistent' }),
    /^tocsin: The folder of TOCSIN_RULES is not there: \/nonexistent\.$/gm,
  ],
])('%s is told once, before Temporal is started', async (_what, env, problem) => {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-refused-'))
  folders.push(folder)
  const child = startChild(process.execPath, [join(projectRoot, 'engine/launcher/bootstrap.mjs'), 'start'], {
    cwd: projectRoot,
    env: { ...process.env, PORT: String(await freePort()), TOCSIN_DATA_DIR: folder, ...(await env()) },
  })
  expect((await child.ended).code).toBe(1)
  expect(child.output().match(problem)).toHaveLength(1)
  expect(child.output()).not.toMatch(/Starting Temporal|\.\.$/m)
  expect(child.output()).toContain('\n  Next: ')
})
