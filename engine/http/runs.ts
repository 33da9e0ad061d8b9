import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Store } from '../store/contract.ts'
import type { Scope } from '../store/scope.ts'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'
import { Run, runView, Step, stepView, type TemporalPages } from './run-view.ts'
import { isId, json, notFound, pageOf, pageQuery, queryText, refusals } from './shapes.ts'
import { refuseInvalid, strict } from './strict.ts'

export interface RunParts {
  readonly runs: Pick<Store['runs'], 'get' | 'list' | 'alertIds' | 'steps' | 'ofWorkflow'>
  readonly incidents: Pick<Store['incidents'], 'alertCounts' | 'leads'>
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
      const counts = await countAlerts(parts, c.var.scope, page.items)
      const incidents = page.items.map((row) => row.incident_id)
      const leads = await parts.incidents.leads(c.var.scope, incidents)
      const now = parts.now().getTime()
      const items = page.items.map((row) => {
        const count = counts.get(row.incident_id) ?? row.alert_ids.length
        return runView(row, { ids: row.alert_ids, count, lead: leads.get(row.incident_id) }, parts.temporalPages, now)
      })
      return c.json({ items, next_cursor: page.next_cursor }, 200)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = isId(id) ? await parts.runs.get(c.var.scope, id) : null
      if (!row) refuse('not-found', 'No run bears this id. GET /api/v1/runs lists them.')
      const ids = await parts.runs.alertIds(c.var.scope, row, shown)
      const steps = await parts.runs.steps(c.var.scope, id)
      const counts = await countAlerts(parts, c.var.scope, [{ ...row, alert_ids: ids }])
      const count = counts.get(row.incident_id) ?? ids.length
      const lead = (await parts.incidents.leads(c.var.scope, [row.incident_id])).get(row.incident_id)
      const view = runView(row, { ids, count, lead }, parts.temporalPages, parts.now().getTime())
      return c.json({ ...view, steps: steps.map(stepView) }, 200)
    })

/** Counts by incident where there are more alerts than a run names; one query for a page, none where all are named. */
const countAlerts = (
  parts: RunParts,
  scope: Scope,
  runs: readonly { readonly incident_id: string; readonly alert_ids: readonly string[] }[],
): Promise<ReadonlyMap<string, number>> =>
  parts.incidents.alertCounts(
    scope,
    runs.flatMap((run) => (run.alert_ids.length < shown ? [] : run.incident_id)),
  )
