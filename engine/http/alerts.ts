import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Pipeline } from '../pipeline/contract.ts'
import type { Store } from '../store/contract.ts'
import { eventOf, NewAlert } from './alert-input.ts'
import { Alert, alertView, TimelineEntry, timelineView } from './alert-view.ts'
import type { Environment } from './environment.ts'
import { type IdempotencyParts, idempotencyKey, once } from './idempotency.ts'
import { refuse } from './problem.ts'
import { jsonBody } from './read-body.ts'
import {
  conflict,
  isId,
  json,
  jsonRequest,
  notFound,
  pageOf,
  pageQuery,
  queryText,
  refusals,
  Severity,
} from './shapes.ts'
import { statusWord } from './status-word.ts'
import { refuseInvalid, strict } from './strict.ts'

export interface AlertParts extends IdempotencyParts {
  readonly alerts: Pick<Store['alerts'], 'get' | 'list' | 'incidentIds' | 'timeline'>
  readonly pipeline: Pick<Pipeline, 'ingest' | 'setStatus'>
}

const tags = ['alerts']
const add = createRoute({
  method: 'post',
  path: '/api/v1/alerts',
  tags,
  summary: 'Send an alert',
  middleware: [jsonBody] as const,
  request: jsonRequest(NewAlert),
  parameters: idempotencyKey,
  responses: {
    201: json('A new alert', Alert),
    200: json(
      'It joined an open alert, or resolved one. Where `resolved` finds none open it starts nothing: the answer is the last ' +
        'alert of the same source and fingerprint, unchanged; where there never was one, what was sent, with the id of the ' +
        'stored event (`evt_…`), by which no alert is found.',
      Alert,
    ),
    ...conflict,
    ...refusals,
  },
})
const list = createRoute({
  method: 'get',
  path: '/api/v1/alerts',
  tags,
  summary: 'Alerts, newest first; a page of large ones ends at about 4 MB',
  request: {
    query: strict({
      ...pageQuery,
      status: statusWord('active', 'acknowledged', 'suppressed', 'resolved').optional(),
      severity: Severity.optional(),
      source: queryText.optional(),
      incident_id: queryText.optional(),
      matched: z
        .stringbool({ error: 'must be true or false' })
        .optional()
        .meta({ description: 'false: no rule took it' }),
    }),
  },
  responses: { 200: json('One page', pageOf(Alert)), ...refusals },
})
const idParam = { params: z.object({ id: z.string() }) }
const get = createRoute({
  method: 'get',
  path: '/api/v1/alerts/{id}',
  tags,
  summary: 'One alert with its timeline',
  request: idParam,
  responses: {
    200: json(
      'The alert',
      Alert.extend({
        timeline: z.array(TimelineEntry).meta({ description: 'The newest 500 entries, oldest first' }),
      }).openapi('AlertWithTimeline'),
    ),
    ...notFound,
    ...refusals,
  },
})

/** The alerts themselves; how their status changes stands in `alert-status.ts`. */
export const alerts = (parts: AlertParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(add, async (c) => {
      const keyed = {
        scope: c.var.scope,
        route: 'POST /api/v1/alerts',
        key: c.req.header('idempotency-key'),
        body: () => c.req.json(),
        takeOverMs: 60_000,
      }
      const { status, body } = await once(parts, keyed, async () => {
        const [result] = await parts.pipeline.ingest(c.var.scope, [eventOf(c.req.valid('json'))])
        if (!result) throw new Error('The pipeline answered nothing for an event.')
        const opened = result.outcome === 'opened'
        return { status: opened ? (201 as const) : (200 as const), body: alertView(result.alert, result.incident_ids) }
      })
      return c.json(body, status)
    })
    .openapi(list, async (c) => {
      const page = await parts.alerts.list(c.var.scope, c.req.valid('query'))
      const incidents = await parts.alerts.incidentIds(
        c.var.scope,
        page.items.map(({ id }) => id),
      )
      const items = page.items.map((row) => alertView(row, incidents.get(row.id) ?? []))
      return c.json({ items, next_cursor: page.next_cursor }, 200)
    })
    .openapi(get, async (c) => {
      const { id } = c.req.valid('param')
      const row = isId(id) ? await parts.alerts.get(c.var.scope, id) : null
      if (!row) refuse('not-found', 'No alert bears this id. GET /api/v1/alerts lists them.')
      const [incidents, timeline] = [
        await parts.alerts.incidentIds(c.var.scope, [id]),
        await parts.alerts.timeline(c.var.scope, id),
      ]
      return c.json({ ...alertView(row, incidents.get(id) ?? []), timeline: timeline.map(timelineView) }, 200)
    })
