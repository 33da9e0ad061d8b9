import { z } from '@hono/zod-openapi'
import type { AlertStatus } from '../../dsl/model/facts.ts'
import { statusWords } from '../intake/words.ts'

/** An alert's status as a caller writes it (D13), in any case; read as one of these. Other words are refused with the list. */
export function statusWord<const Status extends AlertStatus>(...taken: readonly Status[]) {
  const known = new Map<string, Status>(
    Object.entries(statusWords).flatMap(([word, status]) => {
      const found = taken.find((one) => one === status)
      return found === undefined ? [] : [[word, found] as const]
    }),
  )
  return z
    .string()
    .transform((word) => word.trim().toLowerCase())
    .pipe(z.enum([...known.keys()]))
    .transform((word, context) => {
      const status = known.get(word)
      if (status !== undefined) return status
      context.addIssue({ code: 'custom', message: 'is no status' })
      return z.NEVER
    })
    .openapi({ type: 'string', enum: [...known.keys()] })
}
