import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { ScheduleSpec } from '../../dsl/model/schedule.ts'
import { type Bearer, bearerOf, handlePattern, longestHandle, readHandle } from '../people/handle.ts'
import type { Store } from '../store/contract.ts'
import type { UserRow } from '../store/rows.ts'
import type { Environment } from './environment.ts'
import { refuse } from './problem.ts'
import { jsonBody } from './read-body.ts'
import { conflict, json, jsonRequest, lineInput, notFound, pageOf, pageQuery, refusals, Time } from './shapes.ts'
import { refuseInvalid, strict } from './strict.ts'

export interface UserParts {
  readonly users: Store['users']
  /** Schedules of a tenant's live rule set, by name. */
  readonly schedules: (tenant: string) => Promise<Readonly<Record<string, ScheduleSpec>>>
}

const Role = z.enum(['viewer', 'responder', 'editor', 'admin'])
const User = z
  .object({
    id: z.string(),
    handle: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    role: Role,
    created_at: Time,
  })
  .openapi('User')
const email = z.email('must be a mail address').max(254).nullish()
const phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be a phone number as of E.164, such as +493012345678')
  .nullish()
const Handle = z
  .string()
  .transform((text, context) => {
    const handle = readHandle(text)
    if (handle !== null) return handle
    context.addIssue({
      code: 'custom',
      message: `must be a name of at most ${longestHandle} letters, digits, _, - and ., as rules write it behind @`,
      params: {
        remedy:
          'Begin it with a letter or _ and do not end it with - or . ; names such as "constructor" are not taken.',
      },
    })
    return z.NEVER
  })
  .openapi({
    type: 'string',
    pattern: `^@?${handlePattern}$`,
    description: 'As rules write it, with or without @; capitals do not tell two people apart',
    examples: ['kim'],
  })
const NewUser = strict({
  handle: Handle,
  name: lineInput(200),
  email,
  phone,
  role: Role.default('responder'),
}).openapi('NewUser')
const UserChange = strict({ name: lineInput(200).optional(), email, phone, role: Role.optional() }).openapi(
  'UserChange',
)

const tags = ['users']
const list = createRoute({
  method: 'get',
  path: '/api/v1/users',
  tags,
  summary: 'People that rules can tell',
  request: { query: strict(pageQuery) },
  responses: { 200: json('One page', pageOf(User)), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/api/v1/users',
  tags,
  summary: 'Add a person',
  middleware: [jsonBody] as const,
  request: jsonRequest(NewUser),
  responses: { 201: json('The person', User), ...conflict, ...refusals },
})
const update = createRoute({
  method: 'put',
  path: '/api/v1/users/{handle}',
  tags,
  summary: "Change a person's name, addresses or role; members left out stay",
  middleware: [jsonBody] as const,
  request: { params: z.object({ handle: z.string() }), ...jsonRequest(UserChange) },
  responses: { 200: json('The person as it is now', User), ...notFound, ...refusals },
})

/** People, by the handle that rules use. */
export const users = (parts: UserParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(list, async (c) => {
      const page = await parts.users.list(c.var.scope, c.req.valid('query'))
      return c.json({ items: page.items.map(userView), next_cursor: page.next_cursor }, 200)
    })
    .openapi(add, async (c) => {
      const { handle, name, email, phone, role } = c.req.valid('json')
      const { scope } = c.var
      const bearer = await bearerOf(parts, scope.tenant, await parts.schedules(scope.tenant), handle)
      if (bearer !== null) refuseTaken(bearer)
      const row = await parts.users.add(scope, { handle, name, email: email ?? null, phone: phone ?? null, role })
      if (!row) refuseTaken({ kind: 'person', name: handle })
      return c.json(userView(row), 201)
    })
    .openapi(update, async (c) => {
      const handle = readHandle(c.req.valid('param').handle)
      const row = handle === null ? null : await parts.users.update(c.var.scope, handle, c.req.valid('json'))
      if (!row) refuse('not-found', 'Nobody bears this handle. GET /api/v1/users lists everybody.')
      return c.json(userView(row), 200)
    })

function refuseTaken({ kind, name }: Bearer): never {
  if (kind === 'person')
    refuse('handle-taken', `@${name} is taken. Choose another handle, or change that person by PUT.`)
  refuse(
    'handle-taken',
    `@${name} is a schedule, and a person of that name would be told in place of who is on call. Choose another handle.`,
  )
}

const userView = (row: UserRow): z.input<typeof User> => ({
  id: row.id,
  handle: row.handle,
  name: row.name,
  email: row.email,
  phone: row.phone,
  role: row.role,
  created_at: row.created_at.toISOString(),
})
