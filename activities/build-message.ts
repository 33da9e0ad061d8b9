/** From what a step says and what is stored now (D89) to a finished message, without its recipient's own link. */
import type { MessageSource, ReadResult } from '../dsl/model/activity.ts'
import type { AlertFacts, Facts } from '../dsl/model/facts.ts'
import { isMessageMember } from '../dsl/model/message-members.ts'
import type { Severity } from '../dsl/model/severity.ts'
import type { Dependencies } from './dependencies.ts'
import { listedAlerts, type Message, type MessageAlert, type MessageField, type MessageKind } from './message.ts'
import { oneLine } from './text.ts'

/** Where a message comes from. */
export interface Origin {
  readonly tenant: string
  readonly incident_id: string
  readonly rule: string | null
}

/** The message of a `notify` or `escalate` step: its template and `with`, else the alert's own title and description. */
export function pageMessage(
  deps: Pick<Dependencies, 'links' | 'render' | 'now'>,
  origin: Origin,
  source: MessageSource,
  live: ReadResult,
): Message {
  const facts = factsOf(source, live, deps.now())
  const text = (name: string): string | null => {
    const expression = source.with[name]
    return expression ? deps.render.text(expression, facts) : null
  }
  const body = text('body') ?? (source.template ? deps.render.text(source.template, facts) : null)
  const fields = Object.entries(source.with)
    .filter(([name]) => !isMessageMember(name))
    .map(([name, expression]): MessageField => ({ name, value: deps.render.text(expression, facts) }))
  return {
    ...standardMessage(deps, origin, live, 'page'),
    ...titled(text('title')),
    ...(body !== null && { body }),
    fields,
  }
}

/** A message that no step words: title `[CRITICAL] alert title`, the description as body. */
export function standardMessage(
  deps: Pick<Dependencies, 'links'>,
  { tenant, incident_id, rule }: Origin,
  live: ReadResult,
  kind: MessageKind,
): Message {
  const { alert, incident } = live
  const severity = alert?.severity ?? 'unknown'
  const subject = [alert?.title, alert?.name, rule].map((text) => oneLine(text ?? '')).find(Boolean) ?? 'Tocsin'
  return {
    kind,
    title: `[${tag(kind, severity)}] ${subject}`,
    body: alert?.description ?? '',
    severity,
    status: live.resolved ? 'resolved' : live.acknowledged ? 'acknowledged' : 'active',
    url: deps.links.incident({ tenant, incident_id }),
    ack_url: null,
    resolution_note: kind === 'resolve' ? (live.resolution_note ?? null) : null,
    fields: [],
    alerts: incident.alerts.slice(0, listedAlerts).map(listed),
    alert_count: incident.count,
    rule,
    incident: incident_id,
    tenant,
  }
}

/** What a text may read: the run's names as they came, the incident as it is now. */
export const factsOf = (source: MessageSource, live: ReadResult, now: number): Facts => ({
  alert: live.alert,
  incident: live.incident,
  run: live.run,
  meta: source.meta,
  names: source.names,
  error: source.error,
  now,
})

/** `with { resolve: false }`: nobody is told when it is over (D6). */
export function wantsResolve(deps: Pick<Dependencies, 'render' | 'now'>, source: MessageSource, live: ReadResult) {
  const { resolve } = source.with
  return !resolve || deps.render.text(resolve, factsOf(source, live, deps.now())) !== 'false'
}

/** A rule's own title replaces the standard one unless it comes out empty. */
function titled(title: string | null): { title: string } | undefined {
  const line = oneLine(title ?? '')
  return line === '' ? undefined : { title: line }
}

const tag = (kind: MessageKind, severity: Severity): string =>
  kind === 'resolve' ? 'RESOLVED' : kind === 'notice' ? 'TOCSIN' : severity.toUpperCase()

const listed = ({ id, title, name, severity, status, started_at, url }: AlertFacts): MessageAlert => ({
  id,
  title: oneLine(title) || name,
  severity,
  status,
  started_at: new Date(started_at).toISOString(),
  url,
})
