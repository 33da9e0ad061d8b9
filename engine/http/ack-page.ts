import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import { alertLinks, webUrl } from '../../activities/alert-links.ts'
import type { MessageLink } from '../../activities/message.ts'
import type { Pipeline } from '../pipeline/contract.ts'
import { type AckClaim, verifyAck } from '../security/ack-token.ts'
import type { Store } from '../store/contract.ts'
import type { AlertRow, IncidentRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'
import { type AckPageContent, ackPageHtml } from './ack-page-html.ts'
import type { Environment } from './environment.ts'

export interface AckParts {
  readonly incidents: Pick<Store['incidents'], 'get' | 'leads' | 'alerts'>
  readonly pipeline: Pick<Pipeline, 'acknowledgeIncident'>
  /** `deriveKey(master, 'ack-link')`. */
  readonly ackKey: Buffer
  readonly now: () => Date
}

const html = { 'text/html': { schema: z.string() } }
const page = (description: string) => ({ description, content: html })
const responses = {
  200: page('The incident with a button, or that it is acknowledged'),
  403: page('The link is not genuine'),
  404: page('The incident is gone'),
  409: page('It is resolved already'),
  410: page('The link has expired or was used'),
}
const params = z.object({ token: z.string() })
const tags = ['acknowledge links']
const show = createRoute({
  method: 'get',
  path: '/ack/{token}',
  tags,
  summary: 'What an acknowledge link shows; asking for it changes nothing',
  request: { params },
  responses,
})
const act = createRoute({
  method: 'post',
  path: '/ack/{token}',
  tags,
  summary: 'Acknowledge by a link, once',
  request: { params },
  responses,
})

/** Headers of the page: its one style is inline, its one form posts to itself, and nothing runs in it. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-robots-tag': 'noindex',
}

type Answer = readonly [status: 200 | 403 | 404 | 409 | 410, content: AckPageContent]

/** Acknowledge links (D7): GET shows, POST acts; scanners of mail that follow links change nothing. */
export const ackPage = (parts: AckParts) =>
  new OpenAPIHono<Environment>()
    .openapi(show, async (c) => {
      const [status, content] = await look(parts, c.req.valid('param').token)
      return c.body(await ackPageHtml(content), status, pageHeaders)
    })
    .openapi(act, async (c) => {
      const [status, content] = await acknowledge(parts, c.req.valid('param').token)
      return c.body(await ackPageHtml(content), status, pageHeaders)
    })

async function look(parts: AckParts, token: string): Promise<Answer> {
  const found = await findIncident(parts, token)
  if ('refused' in found) return found.refused
  const { incident, scope } = found
  const facts = await factsOf(parts, scope, incident)
  if (facts.resolved)
    return [409, { ...facts, heading: 'Already resolved', text: 'There is nothing left to acknowledge.' }]
  if (incident.acknowledged_at !== null) {
    return [200, { ...facts, heading: 'Already acknowledged', text: `By ${incident.acknowledged_by ?? 'somebody'}.` }]
  }
  return [
    200,
    { ...facts, heading: 'Acknowledge this incident?', text: `You act as ${scope.actor}.`, button: 'Acknowledge' },
  ]
}

async function acknowledge(parts: AckParts, token: string): Promise<Answer> {
  const found = await findIncident(parts, token)
  if ('refused' in found) return found.refused
  const { scope, claim, incident } = found
  const result = await parts.pipeline.acknowledgeIncident(scope, claim.incident, claim.id)
  if (result.kind === 'not-found') return gone
  const facts = await factsOf(parts, scope, 'incident' in result ? result.incident : incident)
  switch (result.kind) {
    case 'used':
      return [
        410,
        { ...facts, heading: 'This link was used already', text: 'Every link works once. Nothing was changed.' },
      ]
    case 'resolved':
      return [409, { ...facts, heading: 'Already resolved', text: 'There is nothing left to acknowledge.' }]
    case 'unchanged':
      return [
        200,
        { ...facts, heading: 'Already acknowledged', text: `By ${result.incident.acknowledged_by ?? 'somebody'}.` },
      ]
    case 'changed':
      return [200, { ...facts, heading: 'Acknowledged', text: `By ${scope.actor}. Nobody else is called for it.` }]
  }
}

const gone: Answer = [404, { heading: 'The incident is gone', text: 'It is older than what this installation keeps.' }]

type Found =
  | { readonly refused: Answer }
  | { readonly claim: AckClaim; readonly scope: Scope; readonly incident: IncidentRow }

async function findIncident(parts: AckParts, token: string): Promise<Found> {
  const proof = verifyAck(parts.ackKey, token, parts.now().getTime())
  if (proof.kind === 'genuine') return findClaimed(parts, proof.claim)
  if (proof.kind === 'forged') {
    return {
      refused: [
        403,
        { heading: 'This link is not genuine', text: 'It may have been cut short. Open it from the message again.' },
      ],
    }
  }
  return {
    refused: [
      410,
      {
        heading: 'This link has expired',
        text: 'Links work for seven days. Open the incident in the web app and acknowledge it there; if you may not, ask somebody who may.',
        incident: proof.claim.incident,
      },
    ],
  }
}

async function findClaimed(parts: AckParts, claim: AckClaim): Promise<Found> {
  const scope: Scope = { tenant: claim.tenant, actor: claim.person, scopes: new Set(['act', 'read']) }
  const incident = await parts.incidents.get(scope, claim.incident)
  return incident ? { claim, scope, incident } : { refused: gone }
}

function linksOf(alert: AlertRow): MessageLink[] {
  const url = webUrl(alert.url)
  return [...(url ? [{ name: 'Open at its source', url }] : []), ...alertLinks(alert)]
}

/** Among so many alerts of an incident the page looks for the links of its lead. */
const searched = 100

/** What the page says of an incident; its title is that of its lead (D89), and so are the links, as in the message. */
async function factsOf(parts: AckParts, scope: Scope, incident: IncidentRow) {
  const lead = (await parts.incidents.leads(scope, [incident.id])).get(incident.id)
  const alerts = await parts.incidents.alerts(scope, incident.id, searched)
  const alert = alerts.find(({ title, severity }) => title === lead?.title && severity === lead.severity)
  return {
    title: lead?.title ?? incident.rule_name,
    severity: incident.severity,
    rule: incident.rule_name,
    alertCount: incident.alert_count,
    resolved: incident.resolved_at !== null,
    incident: incident.id,
    links: alert ? linksOf(alert) : [],
  }
}
