import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { statusOf } from '../../dsl/correlate/status.ts'
import type { IntegrationSetting } from '../config/integrations.ts'
import type { Intake } from '../intake/define-intake.ts'
import { rateLimit } from '../intake/token-bucket.ts'
import { type NewEvent, Overloaded, type Pipeline } from '../pipeline/contract.ts'
import { fingerprintOf } from '../pipeline/identity.ts'
import type { KeyRing } from '../security/api-keys.ts'
import { proveSource } from '../security/source-proof.ts'
import type { DeadLetterRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import { Status } from './alert-view.ts'
import type { Environment } from './environment.ts'
import type { Metrics } from './metrics.ts'
import { ProblemError, problem, refuse } from './problem.ts'
import { readBytes } from './read-body.ts'
import { readPayload } from './read-payload.ts'
import { json, notFound, refusals, Severity } from './shapes.ts'
import { refuseInvalid } from './strict.ts'

export interface IntakeParts {
  readonly intakes: ReadonlyMap<string, Intake>
  readonly pipeline: Pick<Pipeline, 'ingest'>
  readonly deadLetters: { add(scope: Scope, row: DeadLetterRow): Promise<void> }
  /** Tokens of a source's default integration, by the source's name; any of them is taken. */
  readonly sourceSecrets: ReadonlyMap<string, readonly string[]>
  /** Named integrations, by their name. */
  readonly integrations: ReadonlyMap<string, IntegrationSetting>
  /** Events per second for each integration; null: no limit. */
  readonly intakeRate: number | null
  readonly metrics: Pick<Metrics, 'shed'>
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
  summary: 'The same, for a named integration; "default" is the one without a name',
  request: { params: request.params.extend({ integration: z.string() }) },
  responses,
})

/** Takes foreign payloads (D32, D72). Whatever it answers 202 for is stored. */
export const intake = (parts: IntakeParts) => {
  const limit = rateLimit(parts.intakeRate, () => parts.now().getTime())
  return new OpenAPIHono<Environment>({ defaultHook: refuseInvalid })
    .openapi(take, async (c) =>
      c.json(await takePayload(parts, limit, c.req.raw, c.req.valid('param').source, 'default'), 202),
    )
    .openapi(takeNamed, async (c) => {
      const { source, integration } = c.req.valid('param')
      return c.json(await takePayload(parts, limit, c.req.raw, source, integration), 202)
    })
}

/** The integration of that source and name, or null. */
function integrationOf(parts: IntakeParts, source: string, name: string): IntegrationSetting | null {
  const found = parts.integrations.get(name)
  if (name !== 'default') return found?.source === source ? found : null
  const secrets = parts.sourceSecrets.get(source) ?? []
  return { name, source, secrets, severities: new Map(), volatile: null }
}

async function takePayload(
  parts: IntakeParts,
  limit: ReturnType<typeof rateLimit>,
  request: Request,
  source: string,
  name: string,
): Promise<z.input<typeof Taken>> {
  const adapter = parts.intakes.get(source)
  if (!adapter) refuse('unknown-source', `Known sources: ${[...parts.intakes.keys()].join(', ')}.`)
  const found = integrationOf(parts, source, name)
  // Before the name is told to be wrong: the names of others may be known to few.
  const proof = await proveSource(request, found?.secrets ?? [], parts.auth, parts.keys)
  if ('code' in proof) refuse(proof.code, proof.detail)
  if (found === null) {
    const shown = name.slice(0, 64).toWellFormed()
    refuse(
      'unknown-integration',
      `The source "${source}" has no integration "${shown}". Leave the name out, or set TOCSIN_INTEGRATION_<NAME>_SOURCE=${source}.`,
    )
  }
  const { severities, volatile } = found
  const scope: Scope = { tenant: proof.tenant, actor: source, scopes: new Set(['ingest']) }
  const context = { integration: name, unverified: proof.unverified, severities }
  const shed = (reason: 'rate' | 'queue') => parts.metrics.shed.inc({ source, integration: name, reason })
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
  const size = payload.kind === 'unreadable' ? 1 : payload.events.length + payload.rejected.length
  const waitSeconds = limit(`${source}/${name}`, Math.max(1, size))
  if (waitSeconds !== null) {
    shed('rate')
    const detail = `"${source}/${name}" sent more than TOCSIN_INTAKE_RATE allows. Nothing was stored. Send it again after ${waitSeconds} s.`
    throw new ProblemError(problem('overloaded', detail), waitSeconds)
  }
  if (payload.kind === 'unreadable') {
    await bury(payload.error, payload.text)
    throw new ProblemError(problem('unreadable', `${payload.error} It is kept among the dead letters.`))
  }
  const events = volatile === null ? payload.events : payload.events.map((event) => identified(event, scope, volatile))
  const taken =
    events.length === 0
      ? []
      : await parts.pipeline.ingest(scope, events).catch((error: unknown) => {
          if (error instanceof Overloaded) shed('queue')
          throw error
        })
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

/** An event without a fingerprint gets the one that the integration's list of volatile labels makes. */
const identified = (event: NewEvent, scope: Scope, volatile: readonly string[]): NewEvent =>
  event.fingerprint === null ? { ...event, fingerprint: fingerprintOf(scope.tenant, event, volatile) } : event
