import { expect, test } from 'vitest'
import { closeAll } from '../../../engine/process/close-all.ts'

test('what fails to close, at once or later, keeps none of the others from being closed, in reverse order', async () => {
  const closed: string[] = []
  const closing = [
    async () => void closed.push('store'),
    () => {
      throw new Error('rules: broken')
    },
    () => Promise.reject(new Error('worker: broken')),
    async () => void closed.push('api'),
  ]
  await expect(closeAll(closing)).rejects.toThrow('worker: broken; rules: broken')
  expect(closed).toEqual(['api', 'store'])
  await closeAll(closing)
  expect(closed).toHaveLength(2)
})
