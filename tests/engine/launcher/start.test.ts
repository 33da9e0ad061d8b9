/** `npm start` as a whole: it comes up, leaves nobody behind however it ends, and carries on where it stood. */
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type ProcessMark, stillRuns } from '../../../engine/launcher/processes.ts'
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

test('an alert starts a run, the run outlives a stop and a kill, and nothing stays behind', async () => {
  const first = await startTocsin({ rules })
  folders.push(first.folder)
  await first.send('POST', '/api/v1/alerts', { source: 'test', title: 'Down', severity: 'high' })
  const run = await waiting(first)
  const marks = [await mark(first, 'tocsin.lock'), await mark(first, 'temporal.pid')]
  await first.stop({ keep: true })
  expect(marks.map(stillRuns)).toEqual([false, false])

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
