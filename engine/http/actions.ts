import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { nearest } from '../../dsl/model/nearest.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { Pipeline } from '../pipeline/contract.ts'
import type { CatalogueEntry } from './catalogue.ts'
import type { Environment } from './environment.ts'
import { type IdempotencyParts, idempotencyKey, once } from './idempotency.ts'
import { refuse } from './problem.ts'
import { jsonBody, summary } from './read-body.ts'
import { Step, stepView } from './run-view.ts'
import type { RunParts } from './runs.ts'
import { conflict, isId, json, jsonRequest, lineInput, notFound, refusals, Time } from './shapes.ts'
import { fieldProblems, refuseInvalid, strict } from './strict.ts'

export interface ActionParts extends IdempotencyParts {
  readonly pipeline: Pick<Pipeline, 'startAction'>
  readonly runs: Pick<RunParts['runs'], 'ofWorkflow' | 'steps'>
  /** What `action_type` may name, with the schema of its parameters. */
  readonly remediations: readonly CatalogueEntry[]
}

/** What `action_type` may name besides the remediations: telling somebody, as the step of the language does. */
const notifyAction: CatalogueEntry = {
  name: 'notify',
  title: 'Tell people or rooms',
  schema: strict({
    targets: z.array(lineInput(255)).min(1).max(50).meta({ description: '@handles, #rooms, addresses' }),
    via: z.array(lineInput(255)).max(10).optional().meta({ description: 'Connections, in order' }),
    title: lineInput(1_024).optional(),
    body: z.string().max(16_384).optional(),
  }),
}

const tags = ['actions']
const execute = createRoute({
  method: 'post',
  path: '/api/v1/actions/execute',
  tags,
  summary: 'Run one action on an alert',
  middleware: [jsonBody] as const,
  parameters: idempotencyKey,
  request: jsonRequest(
    strict({
      alert_id: z.string().max(255),
      action_type: z.string().max(255).meta({ description: 'Name of a remediation in /api/v1/catalog, or "notify"' }),
      parameters: z.record(z.string(), z.unknown()).default({}),
    }).openapi('NewAction'),
  ),
  responses: {
    202: json(
      'Stored; the action starts behind this answer',
      z.object({ id: z.string(), status: z.literal('pending'), run_id: z.string() }).openapi('StartedAction'),
    ),
    ...notFound,
    ...conflict,
    ...refusals,
  },
})
const Action = z
  .object({
    id: z.string(),
    run_id: z.string(),
    alert_id: z.string().nullable(),
    status: z.enum(['pending', 'running', 'waiting', 'succeeded', 'failed', 'cancelled']),
    message: z.string().nullable(),
    created_at: Time,
    started_at: Time.nullable(),
    ended_at: Time.nullable(),
    steps: z.array(Step),
  })
  .openapi('Action')
const get = createRoute({
  method: 'get',
  path: '/api/v1/actions/{id}',
  tags,
  summary: 'How an action went',
  request: { params: z.object({ id: z.string() }) },
  responses: { 200: json('The action', Action), ...notFound, ...refusals },
})

/** Actions by hand: one-step runs of the same machinery as rules (D45). */
export const actions = (parts: ActionParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(execute, async (c) => {
      const { alert_id, action_type, parameters } = c.req.valid('json')
      const checked = checkParameters([...parts.remediations, notifyAction], action_type, parameters)
      const keyed = {
        scope: c.var.scope,
        route: 'POST /api/v1/actions/execute',
        key: c.req.header('idempotency-key'),
        body: () => c.req.json(),
        // A repair that was started and cut off must not be started again.
        takeOverMs: null,
      }
      const { status, body } = await once(parts, keyed, async () => {
        const started = isId(alert_id)
          ? await parts.pipeline.startAction(c.var.scope, { alert_id, action_type, parameters: checked })
          : { kind: 'not-found' as const }
        if (started.kind === 'not-found')
          refuse('not-found', 'No alert bears this alert_id. GET /api/v1/alerts lists them.')
        return { status: 202 as const, body: { id: started.id, status: 'pending' as const, run_id: started.run_id } }
      })
      return c.json(body, status)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const scope = c.var.scope
      const row = isId(id) ? await parts.runs.ofWorkflow(scope, `${scope.tenant}/action/${id}`) : null
      if (!row) refuse('not-found', 'No action bears this id.')
      const steps = await parts.runs.steps(scope, row.id)
      return c.json(
        {
          id,
          run_id: row.id,
          alert_id: row.alert_id,
          status: row.status,
          message: row.message,
          created_at: row.created_at.toISOString(),
          started_at: row.started_at?.toISOString() ?? null,
          ended_at: row.ended_at?.toISOString() ?? null,
          steps: steps.map(stepView),
        },
        200,
      )
    })

/** What was sent, once the action's own schema takes it; defaults are left for the action to fill in. */
function checkParameters(
  entries: readonly CatalogueEntry[],
  name: string,
  parameters: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Json>> {
  const entry = entries.find((candidate) => candidate.name === name)
  if (!entry) {
    const names = entries.map((candidate) => candidate.name)
    const meant = nearest(name, names)
    const remedy = meant ? `Did you mean "${meant}"?` : `Known are: ${names.join(', ')}.`
    refuse('unknown-action', `action_type names no action. ${remedy}`, [
      { pointer: '/action_type', message: 'names no action', remedy },
    ])
  }
  const result = entry.schema.safeParse(parameters)
  if (!result.success) {
    const problems = fieldProblems(result.error.issues, '').map((found) => ({
      ...found,
      pointer: `/parameters${found.pointer}`,
    }))
    refuse('invalid', summary(problems), problems)
  }
  // It came out of JSON, so it is JSON.
  return parameters as Readonly<Record<string, Json>>
}
