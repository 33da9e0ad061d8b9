import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { statusOf } from '../../dsl/correlate/status.ts'
import type { Intake } from '../intake/define-intake.ts'
import type { Pipeline } from '../pipeline/contract.ts'
import type { DeadLetterRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import type { KeyRing } from '../security/api-keys.ts'
import { proveSource } from '../security/source-proof.ts'
import { Status } from './alert-view.ts'
import type { Environment } from './environment.ts'
import { problem, ProblemError, refuse } from './problem.ts'
import { readBytes } from './read-body.ts'
import { readPayload } from './read-payload.ts'
import { json, notFound, refusals, Severity } from './shapes.ts'
import { refuseInvalid } from './strict.ts'

export interface IntakeParts {
  readonly intakes: ReadonlyMap<string, Intake>
  readonly pipeline: Pick<Pipeline, 'ingest'>
  readonly deadLetters: { add(scope: Scope, row: DeadLetterRow): Promise<void> }
  /** Token of a source, by its name. */
  readonly sourceSecrets: ReadonlyMap<string, string>
  readonly auth: 'loopback' | 'required'
  readonly keys: KeyRing
  readonly newId: (of: 'deadLetter') => string
  readonly now: () => Date
}

const Taken = z
  .object({
    alerts: z.array(
      z.object({
        id: z.string(),
        status: Status,
        severity: Severity,
        title: z.string(),
        fingerprint: z.string(),
      }),
    ),
    rejected: z
      .int()
      .optional()
      .meta({ description: 'Members that could not be read; they are among the dead letters' }),
  })
  .openapi('Taken')
const responses = { 202: json('Stored, in payload order', Taken), ...notFound, ...refusals }
const tags = ['intake']
const request = { params: z.object({ source: z.string() }) }
const take = createRoute({
  method: 'post',
  path: '/api/v1/intake/{source}',
  tags,
  summary: "Take a monitoring system's own payload",
  request,
  responses,
})
const takeNamed = createRoute({
  method: 'post',
  path: '/api/v1/intake/{source}/{integration}',
  tags,
  summary: 'The same, for a named integration; this version knows only "default"',
  request: { params: request.params.extend({ integration: z.string() }) },
  responses,
})

/** Takes foreign payloads (D32, D72). Whatever it answers 202 for is stored. */
export const intake = (parts: IntakeParts) =>
  new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(take, async (c) => c.json(await takePayload(parts, c.req.raw, c.req.valid('param').source), 202))
    .openapi(takeNamed, async (c) => {
      const { source, integration } = c.req.valid('param')
      if (integration !== 'default') {
        refuse(
          'unknown-integration',
          `This version has only the integration "default": POST /api/v1/intake/${source.slice(0, 64).toWellFormed()}.`,
        )
      }
      return c.json(await takePayload(parts, c.req.raw, source), 202)
    })

async function takePayload(parts: IntakeParts, request: Request, source: string): Promise<z.input<typeof Taken>> {
  const adapter = parts.intakes.get(source)
  if (!adapter) refuse('unknown-source', `Known sources: ${[...parts.intakes.keys()].join(', ')}.`)
  const proof = await proveSource(request, parts.sourceSecrets.get(source) ?? null, parts.auth, parts.keys)
  const scope: Scope = { tenant: proof.tenant, actor: source, scopes: new Set(['ingest']) }
  const context = { integration: 'default', unverified: proof.unverified }
  const bury = (error: string, body: string) =>
    parts.deadLetters.add(scope, {
      id: parts.newId('deadLetter'),
      tenant: scope.tenant,
      source,
      integration: context.integration,
      received_at: parts.now(),
      error,
      body,
    })
  const payload = readPayload(await readBytes(request), adapter, context)
  if (payload.kind === 'unreadable') {
    await bury(payload.error, payload.text)
    throw new ProblemError(problem('unreadable', `${payload.error} It is kept among the dead letters.`))
  }
  const taken = payload.events.length > 0 ? await parts.pipeline.ingest(scope, payload.events) : []
  // After the events: a sender that repeats a failed request then finds its events known, and letters are not doubled.
  for (const { error, body } of payload.rejected) await bury(error, JSON.stringify(body))
  return {
    alerts: taken.map(({ alert }) => ({
      id: alert.id,
      status: statusOf(alert.state, alert.muted_by),
      severity: alert.severity,
      title: alert.title,
      fingerprint: alert.fingerprint,
    })),
    ...(payload.rejected.length > 0 && { rejected: payload.rejected.length }),
  }
}
