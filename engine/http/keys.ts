import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { hashKey, type KeyRing, keyPrefix, newKey } from '../security/api-keys.ts'
import type { Store } from '../store/contract.ts'
import type { KeyRow } from '../store/rows.ts'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'
import { jsonBody } from './read-body.ts'
import { isId, json, jsonRequest, lineInput, notFound, refusals, Time, timeInput } from './shapes.ts'
import { refuseInvalid, strict } from './strict.ts'

export interface KeyParts {
  readonly keys: Pick<Store['keys'], 'list' | 'add' | 'revoke' | 'find'>
  readonly ring: KeyRing
}

const KeyScopes = z.array(z.enum(['ingest', 'read', 'act', 'admin'])).min(1)
const Key = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: 'How the key begins; empty for one that people chose (TOCSIN_ADMIN_KEY)' }),
    scopes: KeyScopes,
    created_at: Time,
    expires_at: Time.nullable(),
    revoked_at: Time.nullable(),
  })
  .openapi('Key')
const tags = ['keys']
const list = createRoute({
  method: 'get',
  path: '/api/v1/keys',
  tags,
  summary: 'API keys, without the keys themselves',
  responses: {
    200: json('All keys', z.object({ items: z.array(Key), next_cursor: z.null() }).openapi('Keys')),
    ...refusals,
  },
})
const add = createRoute({
  method: 'post',
  path: '/api/v1/keys',
  tags,
  summary: 'Make an API key; the answer is the only place that shows it',
  middleware: [jsonBody] as const,
  request: jsonRequest(
    strict({
      name: lineInput(128),
      scopes: KeyScopes,
      expires_at: timeInput
        .refine((end) => end.getTime() > Date.now(), {
          error: 'lies in the past',
          params: { remedy: 'Send a time to come, or leave it out: then the key has no end.' },
        })
        .nullish(),
    }).openapi('NewKey'),
  ),
  responses: { 201: json('The key', Key.extend({ key: z.string() }).openapi('KeyWithSecret')), ...refusals },
})
const revoke = createRoute({
  method: 'delete',
  path: '/api/v1/keys/{id}',
  tags,
  summary: 'Revoke a key; other replicas follow within 5 s',
  request: { params: z.object({ id: z.string() }) },
  responses: { 204: { description: 'Revoked' }, ...notFound, ...refusals },
})

/** API keys: random, kept as hashes, scoped, with or without an end. */
export const keys = (parts: KeyParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const rows = await parts.keys.list(c.var.scope)
      return c.json({ items: rows.map(keyView), next_cursor: null }, 200)
    })
    .openapi(add, async (c) => {
      const { name, scopes, expires_at } = c.req.valid('json')
      const key = newKey()
      const row = await parts.keys.add(c.var.scope, {
        name,
        hash: hashKey(key),
        prefix: keyPrefix(key),
        scopes: [...new Set(scopes)],
        expires_at: expires_at ?? null,
      })
      return c.json({ ...keyView(row), key }, 201)
    })
    .openapi(revoke, async (c) => {
      const { id } = c.req.valid('param')
      const revoked = isId(id) && (await parts.keys.revoke(c.var.scope, id))
      if (!revoked) refuse('not-found', 'No key bears this id. GET /api/v1/keys lists them.')
      parts.ring.forget()
      return c.body(null, 204)
    })

const keyView = (row: KeyRow): z.input<typeof Key> => ({
  id: row.id,
  name: row.name,
  // Older versions kept the beginning of a chosen key too.
  prefix: row.prefix.startsWith('tocsin_') ? row.prefix : '',
  scopes: row.scopes,
  created_at: row.created_at.toISOString(),
  expires_at: row.expires_at?.toISOString() ?? null,
  revoked_at: row.revoked_at?.toISOString() ?? null,
})
