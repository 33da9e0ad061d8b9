/**
 * Runs of earlier versions, as Temporal kept them. A change of the mind or the shell that would do something else at any
 * point fails here, as it would fail every run that is open during an upgrade. `record.ts` adds a history.
 */
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workflowBundle } from '../../engine/worker/bundle.ts'
import { fromJson } from './history-json.ts'

const histories = join(import.meta.dirname, '..', 'fixtures', 'histories')
const names = await readdir(histories)
const read = (name: string) => readFile(join(histories, name), 'utf8')

let folder: string
let bundle: string
beforeAll(async () => {
  Runtime.install({ logger: new DefaultLogger('ERROR'), telemetryOptions: { logging: { filter: 'ERROR' } } })
  folder = await mkdtemp(join(tmpdir(), 'tocsin-bundle-'))
  bundle = await workflowBundle(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const replay = (text: string) => Worker.runReplayHistory({ workflowBundle: { codePath: bundle } }, fromJson(text))

test('there are histories', () => expect(names.length).toBeGreaterThan(0))

test.each(names)('%s replays', async (name) => {
  await replay(await read(name))
})

test('a history in which something else was done is refused', async () => {
  const [name] = names
  const text = await read(name ?? '')
  const other = text.replaceAll('"activityId": "page"', '"activityId": "another"')
  expect(other).not.toBe(text)
  await expect(replay(other)).rejects.toThrow(/TMPRL1100|determinis/i)
})

test('the bundle is built once for the same sources; those of other sources go', async () => {
  const bundles = join(folder, 'workflow-bundle')
  await writeFile(join(bundles, 'of-yesterday.cjs'), '')
  const built = (await stat(bundle)).mtimeMs
  expect(await workflowBundle(folder)).toBe(bundle)
  expect((await stat(bundle)).mtimeMs).toBe(built)

  await rm(bundle)
  expect(await workflowBundle(folder)).toBe(bundle)
  expect(await readdir(bundles)).toEqual([basename(bundle)])
})
