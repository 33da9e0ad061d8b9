import { expect, test } from 'vitest'
import { timeline } from '../../../dsl/simulate/timeline.ts'
import type { Entry } from '../../../dsl/simulate/trace.ts'

test('the clock has room, however long it takes', () => {
  const start = Date.UTC(2026, 2, 2)
  const long = ((4 * 60 + 13) * 60 + 40) * 1_000
  const notes = [start + 1_000, start + long].map((at) => ({ kind: 'note', text: 'here', at }) as Entry)
  const lines = timeline(notes, { start, zone: 'UTC' })
  expect(lines[1]).toMatch(/\+4h13m40s {2,}note: here$/u)
  // One column for both.
  expect(lines[0]?.indexOf('note')).toBe(lines[1]?.indexOf('note'))
})
