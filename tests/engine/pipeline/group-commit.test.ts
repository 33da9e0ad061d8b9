import { expect, test } from 'vitest'
import { groupCommit } from '../../../engine/pipeline/group-commit.ts'

/** Flushes that a test lets end one by one. */
function gate(queued = 100, batch = 100) {
  const flushed: number[][] = []
  const open: (() => void)[] = []
  const queue = groupCommit<number, number>({
    flush: async (items) => {
      flushed.push([...items])
      await new Promise<void>((resolve) => open.push(resolve))
      return items.map((item) =>
        item < 0 ? { status: 'rejected', reason: new Error(`${item}`) } : { status: 'fulfilled', value: item * 2 },
      )
    },
    weight: () => 1,
    queued,
    batch,
  })
  const next = async () => {
    while (open.length === 0) await new Promise((resolve) => setImmediate(resolve))
    open.shift()?.()
  }
  return { queue, flushed, next }
}

test('what arrives while one flush runs goes together into the next', async () => {
  const { queue, flushed, next } = gate()
  const first = queue.add(1)
  await next()
  expect(await first).toBe(2)
  const second = queue.add(2)
  while (flushed.length < 2) await new Promise((resolve) => setImmediate(resolve))
  const rest = [queue.add(3), queue.add(4)]
  await next()
  await next()
  expect(await Promise.all([second, ...rest])).toEqual([4, 6, 8])
  expect(flushed).toEqual([[1], [2], [3, 4]])
})

test('each item is settled by itself', async () => {
  const { queue, next } = gate()
  const results = Promise.allSettled([queue.add(1), queue.add(-1), queue.add(3)])
  await next()
  expect((await results).map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('a flush that rejects fails its own batch, and the next goes on', async () => {
  let broken = true
  const queue = groupCommit<number, number>({
    flush: async (items) => {
      if (broken) throw new Error('broken')
      return items.map((value) => ({ status: 'fulfilled', value }))
    },
    weight: () => 1,
    queued: 10,
    batch: 10,
  })
  const failed = await Promise.allSettled([queue.add(1), queue.add(2)])
  expect(failed.map((result) => result.status === 'rejected' && result.reason.message)).toEqual(['broken', 'broken'])
  broken = false
  expect(await queue.add(3)).toBe(3)
  await queue.drain()
})

test('a batch has its limit, and a full queue refuses', async () => {
  const { queue, flushed, next } = gate(3, 2)
  const waiting = [queue.add(1), queue.add(2), queue.add(3)]
  expect(queue.add(4)).toBeNull()
  let drained = false
  const drain = queue.drain().then(() => {
    drained = true
  })
  await next()
  expect(drained).toBe(false)
  await next()
  await Promise.all([...waiting, drain])
  expect(flushed).toEqual([[1, 2], [3]])
})
