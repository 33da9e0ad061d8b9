/** What is made up for when an alert's last mute ends. */
import { expect, test } from 'vitest'
import type { Occurred } from '../../../dsl/correlate/occurrence.ts'
import { Unasked } from '../../../dsl/correlate/unasked.ts'

const occurred = (id: string): Occurred => ({ id, alertId: 'a', at: 1 })

test('an occurrence of the mute counts once, as of its end, and of several the newest', () => {
  const unasked = new Unasked<string>()
  unasked.occurred(occurred('first'))
  unasked.occurred(occurred('second'))
  expect(unasked.free('a', 9)).toEqual({ kind: 'occurrence', occurred: { ...occurred('second'), at: 9 } })
  expect(unasked.free('a', 10)).toEqual({ kind: 'occurrence', occurred: null })
})
test("an absence that came muted is its own rule's, once; told before, nobody is asked", () => {
  const unasked = new Unasked<string>()
  unasked.absent('a', 'backup', true)
  expect(unasked.free('a', 9)).toEqual({ kind: 'absence', absence: 'backup' })
  expect(unasked.free('a', 10)).toBeNull()
  unasked.absent('b', 'backup', false)
  expect(unasked.free('b', 9)).toBeNull()
})
