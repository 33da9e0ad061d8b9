/** What open runs may be at stands in a history, so that a change which would stop them is seen (`replay.test.ts`). */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { capabilities } from '../../dsl/model/capabilities.ts'
import { allSteps } from '../../dsl/model/plan-steps.ts'
import { stories } from './stories.ts'

/** As plans call the steps that the language calls otherwise. */
const inPlans: Readonly<Record<string, string>> = { 'wait for': 'wait' }

test.each(capabilities.steps)('%s is in a story', (step) => {
  const kinds = new Set(stories.flatMap(({ plan }) => allSteps(plan).map(({ kind }): string => kind)))
  expect(kinds).toContain(inPlans[step] ?? step)
})
test.each(stories)('the story $name has a history', async ({ name }) => {
  const histories = await readdir(join(import.meta.dirname, '..', 'fixtures', 'histories'))
  expect(histories.filter((file) => file.endsWith(`-${name}.json`))).not.toEqual([])
})
