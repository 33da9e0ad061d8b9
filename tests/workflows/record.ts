/**
 * Writes the histories of today's runs to `tests/fixtures/histories/`: `node tests/workflows/record.ts NAME-PREFIX`.
 * Run it when a new kind of step is built; histories that lie there are never overwritten, because they are what open
 * runs look like.
 */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FakeActivities } from './fake-activities.ts'
import { toJson } from './history-json.ts'
import { openStage } from './stage.ts'
import { stories } from './stories.ts'

const [prefix] = process.argv.slice(2)
if (!prefix) throw new Error('Usage: record.ts PREFIX, such as the version')
const stage = await openStage()
try {
  for (const { name, plan, act } of stories) {
    const fakes = new FakeActivities()
    const run = await stage.play(plan, fakes, async (handle) => {
      await act(handle, fakes)
      await handle.result().catch(() => undefined)
    })
    const path = join(import.meta.dirname, '..', 'fixtures', 'histories', `${prefix}-${name}.json`)
    await writeFile(path, `${toJson(await run.fetchHistory())}\n`, { flag: 'wx' })
    process.stdout.write(`${path}\n`)
  }
} finally {
  await stage.close()
}
