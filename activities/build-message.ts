/** From what a step says and what is stored now (D89) to a finished message, without its recipient's own link. */
import type { MessageSource, ReadResult } from '../dsl/model/activity.ts'
import { oneLine } from '../dsl/model/clean-text.ts'
import { cut } from '../dsl/model/cut.ts'
import type { AlertFacts } from '../dsl/model/facts.ts'
import { escalationText, pageText, standardTitle, wordsItsBody } from '../dsl/model/page-text.ts'
import type { Severity } from '../dsl/model/severity.ts'
import { spanWords } from '../dsl/model/span-words.ts'
import { valueText } from '../dsl/model/value-text.ts'
import { alertLinks, webUrl } from './alert-links.ts'
import type { Dependencies } from './dependencies.ts'
import {
  listedAlerts,
  listedLabels,
  longestLabel,
  type Message,
  type MessageAlert,
  type MessageEscalation,
  type MessageKind,
} from './message.ts'

/** Where a message comes from. */
export interface Origin {
  readonly tenant: string
  readonly incident_id: string
  readonly rule: string | null
}

/** Whom an `escalate` step pages. */
export interface Escalated {
  readonly target: string
  readonly level: number
  /** The fallback receiver stands in for them. */
  readonly fallback: boolean
}

/**
 * The message of a `notify` or `escalate` step, and whether whoever gets it is told when it is over (D6).
 * @param escalated null in a first page
 */
export function pageMessage(
  deps: Pick<Dependencies, 'links' | 'render' | 'now'>,
  origin: Origin,
  source: MessageSource,
  live: ReadResult,
  escalated: Escalated | null,
): { readonly message: Message; readonly resolve: boolean } {
  const { resolve, ...text } = pageText(source, live, origin.rule, deps.now(), deps.render.text)
  const escalation = escalated && escalationOf(escalated, source)
  return { message: { ...standardMessage(deps, origin, live, 'page'), ...text, escalation }, resolve }
}

const escalationOf = ({ target, level, fallback }: Escalated, source: MessageSource): MessageEscalation => ({
  ...{ target, level },
  text: wordsItsBody(source) ? null : escalationText(target, level, fallback),
})

/** A message that no step words: title `[CRITICAL] alert title`, the description as body. */
export function standardMessage(
  deps: Pick<Dependencies, 'links' | 'now'>,
  { tenant, incident_id, rule }: Origin,
  live: ReadResult,
  kind: MessageKind,
): Message {
  const { alert, incident } = live
  const severity = alert?.severity ?? 'unknown'
  const now = deps.now()
  return {
    kind,
    title: standardTitle(live, rule, tag(kind, severity)),
    body: alert?.description ?? '',
    escalation: null,
    severity,
    status: live.resolved ? 'resolved' : live.acknowledged ? 'acknowledged' : 'active',
    url: deps.links.incident({ tenant, incident_id }),
    ack_url: null,
    resolved_by: kind === 'resolve' ? (live.resolved_by ?? null) : null,
    resolution_note: kind === 'resolve' ? (live.resolution_note ?? null) : null,
    fields: [],
    alert: alert && listed(alert, now),
    alerts: incident.alerts.slice(0, listedAlerts).map((one) => listed(one, now)),
    alert_count: incident.count,
    rule,
    incident: incident_id,
    tenant,
  }
}

const tag = (kind: MessageKind, severity: Severity): string =>
  kind === 'resolve' ? 'RESOLVED' : kind === 'notice' ? 'TOCSIN' : severity.toUpperCase()

const listed = (alert: AlertFacts, now: number): MessageAlert => ({
  id: alert.id,
  title: oneLine(alert.title) || alert.name,
  source: oneLine(alert.source),
  value: oneLine(valueText(alert.value)) || null,
  labels: Object.entries(alert.labels)
    .map(([name, value]) => ({ name: oneLine(name), value: cut(oneLine(value), longestLabel) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, listedLabels),
  severity: alert.severity,
  status: alert.status,
  started_at: new Date(alert.started_at).toISOString(),
  ended_at: alert.ended_at === null ? null : new Date(alert.ended_at).toISOString(),
  lasted: spanWords((alert.ended_at ?? now) - alert.started_at),
  url: webUrl(alert.url),
  links: alertLinks(alert),
})
