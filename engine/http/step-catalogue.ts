import { z } from '@hono/zod-openapi'
import { capabilities } from '../../dsl/model/capabilities.ts'
import type { CatalogueEntry } from './catalogue.ts'

const duration = z.string().meta({ description: 'As the language writes it: 30s, 15m, 2h' })
const retry = z.object({ times: z.int(), backoff: duration.optional(), max: duration.optional() })
const message = {
  via: z.array(z.string()).optional().meta({ description: 'Connections, in order' }),
  using: z.string().optional().meta({ description: 'Name of a template' }),
  with: z.record(z.string(), z.unknown()).optional(),
  timeout: duration.optional(),
  retry: retry.optional(),
}

type StepName = (typeof capabilities.steps)[number]

/** Title and clauses of each step that this build executes. A step without an entry does not compile. */
const described = {
  notify: ['Tell people or rooms', z.object({ targets: z.array(z.string()).min(1), ...message })],
  escalate: ['Page a level of a schedule', z.object({ target: z.string(), level: z.int().optional(), ...message })],
  'wait for': ['Wait for acknowledgement or resolve', z.object({ for: z.enum(['ack', 'resolve']), 'up to': duration })],
  if: ['Go one way or another', z.object({ condition: z.string() })],
  set: ['Set a variable, or add a note to the alert', z.object({ name: z.string(), value: z.unknown() })],
  sleep: ['Pause', z.object({ duration })],
  run: [
    'Do a repair and check that it helped',
    z.object({
      name: z.string(),
      with: z.record(z.string(), z.unknown()).optional(),
      as: z.string().optional(),
      timeout: duration.optional(),
      retry: retry.optional(),
      verify: z.object({ condition: z.string(), within: duration.optional() }).optional(),
    }),
  ],
  end: ['End the run', z.object({ outcome: z.enum(['ok', 'failed']).optional(), message: z.string().optional() })],
} as const satisfies Record<StepName, readonly [title: string, schema: z.ZodType]>

/** The steps of the language for `/api/v1/catalog`, in the order of `capabilities`. */
export const stepCatalogue: readonly CatalogueEntry[] = capabilities.steps.map((name) => {
  const [title, schema] = described[name]
  return { name, title, schema }
})
