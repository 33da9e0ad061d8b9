import { expect, test, vi } from 'vitest'
import { newId } from '../../../engine/store/ids.ts'

const many = (count: number) => Array.from({ length: count }, () => newId('event'))

test('ids are UUIDv7 with their prefix, each its own, and rise', () => {
  const ids = many(20_000)
  for (const id of ids) expect(id).toMatch(/^evt_[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$/)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

test('they rise also when the clock goes back', () => {
  const [before = ''] = many(1)
  vi.useFakeTimers({ now: Date.now() - 60_000 })
  try {
    const [after = ''] = many(1)
    expect(after > before).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})
