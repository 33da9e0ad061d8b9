import { expect, test } from 'vitest'
import { createLog } from '../../../engine/observability/log.ts'
import { watchNamespace } from '../../../engine/worker/namespace-change.ts'
import { dialects } from '../../support/dialects.ts'
import { plantRun } from './planted.ts'

test('a changed namespace is told once, where runs are open', async () => {
  const database = await dialects[0]?.create()
  if (!database) throw new Error('no dialect')
  try {
    const store = database.open()
    await store.migrate()
    const lines: string[] = []
    const log = createLog('warn', { write: (line) => lines.push(line) })
    await watchNamespace(store, 'first', log)
    await watchNamespace(store, 'second', log)
    expect(lines).toEqual([])

    await plantRun(store)
    await watchNamespace(store, 'third', log)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      before: 'second',
      namespace: 'third',
      runs: 1,
      msg: expect.stringContaining('first step'),
    })
    await watchNamespace(store, 'third', log)
    expect(lines).toHaveLength(1)
  } finally {
    await database.drop()
  }
})
