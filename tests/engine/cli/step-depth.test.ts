import { expect, test } from 'vitest'
import { stepDepth } from '../../../engine/cli/step-depth.ts'

test.each([
  ['then.0', 0],
  ['then.2.timeout.0', 1],
  ['then.2.if0.1.else.0', 2],
  ['look', 0],
  ['look.error.0', 1],
  ['look.error.0.if0.0', 2],
])('%s lies %i deep', (id, depth) => expect(stepDepth(id)).toBe(depth))
