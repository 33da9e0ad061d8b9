import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Environment } from './environment.ts'
import type { TemporalPages } from './run-view.ts'
import { json, refusals } from './shapes.ts'

export interface AboutParts {
  readonly version: string
  readonly temporalPages: TemporalPages
}

export const About = z.object({ version: z.string(), temporal_ui_url: z.string().nullable() }).openapi('About')

const get = createRoute({
  method: 'get',
  path: '/api/v1/about',
  tags: ['about'],
  summary: 'Version, and where Temporal shows its side',
  responses: {
    200: json('This installation', About),
    ...refusals,
  },
})

export const about = (parts: AboutParts) =>
  new OpenAPIHono<Environment>().openapi(get, (c) =>
    c.json({ version: parts.version, temporal_ui_url: parts.temporalPages.uiUrl }, 200),
  )
