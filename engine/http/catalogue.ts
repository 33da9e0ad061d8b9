import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Intake } from '../intake/define-intake.ts'
import type { Environment } from './environment.ts'
import { json, refusals } from './shapes.ts'
import { refuseInvalid } from './strict.ts'

/** What the API knows of an entry of a registry: channel, remediation, source or step. */
export interface CatalogueEntry {
  readonly name: string
  readonly title: string
  readonly schema: z.ZodType
}
export interface CatalogueParts {
  readonly channels: readonly CatalogueEntry[]
  readonly tickets: readonly CatalogueEntry[]
  readonly remediations: readonly CatalogueEntry[]
  readonly steps: readonly CatalogueEntry[]
  readonly intakes: ReadonlyMap<string, Intake>
}

const Entry = z.object({ name: z.string(), title: z.string(), schema: z.record(z.string(), z.unknown()) })
const Catalogue = z
  .object({
    channels: z.array(Entry),
    tickets: z.array(Entry),
    remediations: z.array(Entry),
    sources: z.array(Entry),
    steps: z.array(Entry),
  })
  .openapi('Catalogue')
const get = createRoute({
  method: 'get',
  path: '/api/v1/catalog',
  tags: ['catalogue'],
  summary: 'What this build can take, tell and do, each with its JSON Schema',
  responses: { 200: json('Derived from the registries', Catalogue), ...refusals },
})

/** The registries as JSON; made once, because they do not change while the process runs. */
export const catalogue = (parts: CatalogueParts) => {
  const describe = ({ name, title, schema }: CatalogueEntry) => ({
    name,
    title,
    schema: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
  })
  const answer = {
    channels: parts.channels.map(describe),
    tickets: parts.tickets.map(describe),
    remediations: parts.remediations.map(describe),
    sources: [...parts.intakes.values()].map(({ name, title, payload }) => describe({ name, title, schema: payload })),
    steps: parts.steps.map(describe),
  }
  return new OpenAPIHono<Environment>({ defaultHook: refuseInvalid }).openapi(get, (c) => c.json(answer, 200))
}
