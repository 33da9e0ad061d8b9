import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Store } from '../store/contract.ts'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'
import { json, notFound, pageOf, pageQuery, queryText, refusals, Time } from './shapes.ts'
import { refuseInvalid, strict } from './strict.ts'

/** Lists that are only read: what was sent, what lies in the inbox, what could not be read, which rules are in force. */
export interface RecordParts {
  readonly inbox: Pick<Store['inbox'], 'list'>
  readonly deliveries: Pick<Store['deliveries'], 'list'>
  readonly deadLetters: Pick<Store['deadLetters'], 'list'>
  readonly ruleSets: Pick<Store['ruleSets'], 'latest'>
}

export const InboxEntry = z
  .object({
    id: z.string(),
    recipient: z.string(),
    title: z.string(),
    body: z.string(),
    url: z.string().nullable(),
    severity: z.string(),
    status: z.enum(['active', 'acknowledged', 'resolved']).nullable().meta({
      description: 'How the incident stood as the message tells it; null for messages of older versions',
    }),
    incident_id: z.string().nullable(),
    created_at: Time,
    read_at: Time.nullable(),
  })
  .openapi('InboxEntry')
const Delivery = z
  .object({
    id: z.string(),
    incident_id: z.string().nullable(),
    run_id: z.string().nullable(),
    step: z.string(),
    target: z.string(),
    connection: z.string(),
    channel: z.string(),
    status: z.enum(['sending', 'sent', 'failed', 'muted']),
    external_id: z.string().nullable(),
    error: z.string().nullable(),
    attempts: z.int(),
    created_at: Time,
    updated_at: Time,
  })
  .openapi('Delivery')
const DeadLetter = z
  .object({
    id: z.string(),
    source: z.string(),
    integration: z.string(),
    received_at: Time,
    error: z.string(),
    body: z.string(),
  })
  .openapi('DeadLetter')
export const RuleSet = z
  .object({
    id: z.string(),
    revision: z.int(),
    hash: z.string(),
    author: z.string(),
    message: z.string(),
    degraded: z.boolean().meta({ description: 'Some file is broken and its last good text stands in' }),
    files: z.record(z.string(), z.string()),
    problems: z.unknown(),
    created_at: Time,
  })
  .openapi('RuleSet')

const query = strict(pageQuery)
const listInbox = createRoute({
  method: 'get',
  path: '/api/v1/inbox',
  tags: ['inbox'],
  summary: 'Messages kept here, newest first; they were not delivered outside',
  request: { query },
  responses: { 200: json('One page', pageOf(InboxEntry)), ...refusals },
})
const listDeliveries = createRoute({
  method: 'get',
  path: '/api/v1/deliveries',
  tags: ['deliveries'],
  summary: 'What was sent to whom, newest first',
  request: { query: strict({ ...pageQuery, alert_id: queryText.optional() }) },
  responses: { 200: json('One page', pageOf(Delivery)), ...refusals },
})
const listDeadLetters = createRoute({
  method: 'get',
  path: '/api/v1/dead-letters',
  tags: ['intake'],
  summary: 'Payloads and members that no adapter could read, newest first',
  request: { query },
  responses: { 200: json('One page', pageOf(DeadLetter)), ...refusals },
})
const getRules = createRoute({
  method: 'get',
  path: '/api/v1/rules',
  tags: ['rules'],
  summary: 'The rule set in force',
  responses: { 200: json('Its files and problems', RuleSet), ...notFound, ...refusals },
})

export const records = (parts: RecordParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(listInbox, async (c) => {
      const page = await parts.inbox.list(c.var.scope, c.req.valid('query'))
      const items = page.items.map(({ tenant: _tenant, key: _key, ...row }) => ({
        ...row,
        created_at: row.created_at.toISOString(),
        read_at: row.read_at?.toISOString() ?? null,
      }))
      return c.json({ items, next_cursor: page.next_cursor }, 200)
    })
    .openapi(listDeliveries, async (c) => {
      const page = await parts.deliveries.list(c.var.scope, c.req.valid('query'))
      // The address stays in: a webhook's would be a credential.
      const items = page.items.map(({ tenant: _tenant, key: _key, address: _address, resolve: _resolve, ...row }) => ({
        ...row,
        created_at: row.created_at.toISOString(),
        updated_at: row.updated_at.toISOString(),
      }))
      return c.json({ items, next_cursor: page.next_cursor }, 200)
    })
    .openapi(listDeadLetters, async (c) => {
      const page = await parts.deadLetters.list(c.var.scope, c.req.valid('query'))
      const items = page.items.map(({ tenant: _tenant, ...row }) => ({
        ...row,
        received_at: row.received_at.toISOString(),
      }))
      return c.json({ items, next_cursor: page.next_cursor }, 200)
    })
    .openapi(getRules, async (c) => {
      const row = await parts.ruleSets.latest(c.var.scope)
      if (!row) refuse('not-found', 'No rule set was loaded yet. Put rule files into the folder of TOCSIN_RULES.')
      const { tenant: _tenant, ...set } = row
      const view: z.input<typeof RuleSet> = { ...set, created_at: row.created_at.toISOString() }
      return c.json(view, 200)
    })
