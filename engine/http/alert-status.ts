import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { StatusChange } from '../pipeline/contract.ts'
import { Alert, alertView } from './alert-view.ts'
import type { AlertParts } from './alerts.ts'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'
import { jsonBody } from './read-body.ts'
import { conflict, isId, json, jsonRequest, notFound, refusals } from './shapes.ts'
import { statusWord } from './status-word.ts'
import { refuseInvalid, strict } from './strict.ts'

const settable = statusWord('active', 'acknowledged', 'suppressed', 'resolved')
  .transform((status, context) => {
    if (status !== 'suppressed') return status
    context.addIssue({
      code: 'custom',
      message: 'cannot be set to "suppressed"',
      params: { remedy: 'Mute the alert by a suppress clause of a rule, or set acknowledged or resolved.' },
    })
    return z.NEVER
  })
  .meta({ description: 'Also in the words of other systems; suppressed cannot be set' })

const tags = ['alerts']
const params = z.object({ id: z.string() })
const responses = { 200: json('The alert as it is now', Alert), ...notFound, ...conflict, ...refusals }
const setStatus = createRoute({
  method: 'put',
  path: '/api/v1/alerts/{id}/status',
  tags,
  summary: 'Acknowledge, resolve, or make active again',
  middleware: [jsonBody] as const,
  request: {
    params,
    ...jsonRequest(strict({ status: settable, resolution_note: z.string().max(4_000).nullish() }).openapi('NewStatus')),
  },
  responses,
})
const acknowledge = createRoute({
  method: 'post',
  path: '/api/v1/alerts/{id}/acknowledge',
  tags,
  summary: 'Acknowledge',
  request: { params },
  responses,
})

/** Changes of an alert's status (D46); answered after the commit, runs hear of it by the outbox (D7). */
export const alertStatus = (parts: Pick<AlertParts, 'pipeline'>) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(setStatus, async (c) => {
      const { id } = c.req.valid('param')
      const { status, resolution_note } = c.req.valid('json')
      if (!isId(id)) unknown()
      return c.json(changed(await parts.pipeline.setStatus(c.var.scope, id, status, resolution_note ?? null)), 200)
    })
    .openapi(acknowledge, async (c) => {
      const { id } = c.req.valid('param')
      if (!isId(id)) unknown()
      return c.json(changed(await parts.pipeline.setStatus(c.var.scope, id, 'acknowledged', null)), 200)
    })

function changed(change: StatusChange): z.input<typeof Alert> {
  if (change.kind === 'not-found') unknown()
  if (change.kind === 'resolved') {
    refuse('alert-resolved', 'A resolved alert stays resolved. When it is back, its source sends a new event.')
  }
  return alertView(change.alert, change.incident_ids)
}

function unknown(): never {
  refuse('not-found', 'No alert bears this id. GET /api/v1/alerts lists them.')
}
