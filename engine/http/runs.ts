import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Store } from '../store/contract.ts'
import type { Scope } from '../store/scope.ts'
import type { RunRow } from '../store/rows.ts'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'
import { Run, runView, Step, stepView, type TemporalPages } from './run-view.ts'
import { isId, json, notFound, pageOf, pageQuery, queryText, refusals } from './shapes.ts'
import { refuseInvalid, strict } from './strict.ts'

export interface RunParts {
  readonly runs: Pick<Store['runs'], 'get' | 'list' | 'alertIds' | 'steps' | 'ofWorkflow'>
  readonly incidents: Pick<Store['incidents'], 'get'>
  readonly temporalPages: TemporalPages
  readonly now: () => Date
}

/** Alerts that a run names; more are only counted (D43). */
const shown = 100
const tags = ['runs']
const list = createRoute({
  method: 'get',
  path: '/api/v1/runs',
  tags,
  summary: 'Runs of playbooks, newest first',
  request: {
    query: strict({
      ...pageQuery,
      alert_id: queryText.optional(),
      incident_id: queryText.optional(),
      status: z.enum(['pending', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']).optional(),
      trigger: queryText.optional().meta({ description: '"alert", or "action" for actions/execute' }),
    }),
  },
  responses: { 200: json('One page', pageOf(Run)), ...refusals },
})
const get = createRoute({
  method: 'get',
  path: '/api/v1/runs/{id}',
  tags,
  summary: 'One run with its steps',
  request: { params: z.object({ id: z.string() }) },
  responses: {
    200: json('The run', Run.extend({ steps: z.array(Step) }).openapi('RunWithSteps')),
    ...notFound,
    ...refusals,
  },
})

/** What playbooks did and are doing. */
export const runs = (parts: RunParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const page = await parts.runs.list(c.var.scope, c.req.valid('query'))
      const items = await Promise.all(
        page.items.map(async (row) => {
          const count = await countAlerts(parts, c.var.scope, row, row.alert_ids)
          return runView(row, row.alert_ids, count, parts.temporalPages, parts.now().getTime())
        }),
      )
      return c.json({ items, next_cursor: page.next_cursor }, 200)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = isId(id) ? await parts.runs.get(c.var.scope, id) : null
      if (!row) refuse('not-found', 'No run bears this id. GET /api/v1/runs lists them.')
      const ids = await parts.runs.alertIds(c.var.scope, row, shown)
      const steps = await parts.runs.steps(c.var.scope, id)
      const view = runView(
        row,
        ids,
        await countAlerts(parts, c.var.scope, row, ids),
        parts.temporalPages,
        parts.now().getTime(),
      )
      return c.json({ ...view, steps: steps.map(stepView) }, 200)
    })

/** The incident knows when there are more than are named. */
async function countAlerts(parts: RunParts, scope: Scope, row: RunRow, named: readonly string[]): Promise<number> {
  if (named.length < shown) return named.length
  return (await parts.incidents.get(scope, row.incident_id))?.alert_count ?? named.length
}
