import { z } from '@hono/zod-openapi'
import { atCodePoint } from '../../dsl/model/cut.ts'
import { isObject } from '../../dsl/model/is-object.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { NewEvent } from '../pipeline/contract.ts'
import { defineIntake, type IntakeContext, type Rejected, UnreadablePayload } from './define-intake.ts'
import { cutIdentifying } from './cut-event.ts'
import { fitMetadata } from './fit-metadata.ts'
import { limits } from './limits.ts'
import { readMeasured } from './measured.ts'
import { firstText, readEnd, readLabels, readTime, readUrl } from './read-members.ts'
import { isEventStatus, readEventStatus, readSeverity } from './words.ts'

const payload = z.object({
  version: z.string().optional(),
  status: z.string().optional(),
  receiver: z.string().optional(),
  groupKey: z.string().optional(),
  truncatedAlerts: z.number().optional(),
  externalURL: z.string().optional(),
  alerts: z.array(
    z.object({
      status: z.enum(['firing', 'resolved']),
      labels: z.record(z.string(), z.string()),
      annotations: z.record(z.string(), z.string()).optional(),
      startsAt: z.string().optional(),
      endsAt: z.string().optional(),
      generatorURL: z.string().optional(),
      fingerprint: z.string().optional(),
    }),
  ),
})

/**
 * Alertmanager's webhook, version 4; vmalert, Mimir and Thanos send the same. The status of each alert counts, not that
 * of the group.
 * @see https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const prometheus = defineIntake({
  name: 'prometheus',
  title: 'Prometheus Alertmanager',
  payload,
  toEvents(body, context) {
    const alerts = isObject(body) ? body.alerts : undefined
    if (!isObject(body) || !Array.isArray(alerts)) {
      throw new UnreadablePayload('/alerts must be a list, as in the webhook of Alertmanager, version 4.')
    }
    if (alerts.length > limits.alerts) {
      throw new UnreadablePayload(`/alerts holds more than ${limits.alerts}; set max_alerts in the webhook's config.`)
    }
    const events: NewEvent[] = []
    const rejected: Rejected[] = []
    for (const [index, alert] of alerts.entries()) {
      const problem = unreadable(alert)
      if (problem) rejected.push({ error: `/alerts/${index}${problem}`, body: alert })
      else events.push(toEvent(alert as Readonly<Record<string, Json>>, body, context))
    }
    return { events, rejected }
  },
})

/** What keeps a member from being read, or null. */
function unreadable(alert: Json): string | null {
  if (!isObject(alert)) return ' must be an object.'
  if (!isObject(alert.labels)) return '/labels must be an object.'
  if (!isEventStatus(alert.status)) return '/status must be "firing" or "resolved".'
  return null
}

function toEvent(
  alert: Readonly<Record<string, Json>>,
  group: Readonly<Record<string, Json>>,
  context: IntakeContext,
): NewEvent {
  const labels = readLabels(alert.labels)
  const annotations: Readonly<Record<string, Json>> = isObject(alert.annotations) ? alert.annotations : {}
  const status = readEventStatus(String(alert.status))
  const name = firstText(labels.alertname, annotations.summary) ?? 'alert'
  const severity = readSeverity(labels.severity ?? '', context.severities)
  const truncated =
    typeof group.truncatedAlerts === 'number' && group.truncatedAlerts > 0 ? group.truncatedAlerts : null
  const sent = firstText(annotations.value, labels.value)
  const started = readTime(alert.startsAt)
  return {
    // By these two rules choose alerts.
    ...cutIdentifying({ source: 'prometheus', name, labels }, ['alertname', 'severity']),
    integration: context.integration,
    fingerprint: firstText(alert.fingerprint),
    status,
    title: atCodePoint(
      firstText(annotations.summary, labels.alertname, annotations.message, annotations.description) ?? name,
      limits.title,
    ),
    description: atCodePoint(firstText(annotations.description, annotations.message) ?? '', limits.description),
    severity,
    tags: [],
    metadata: fitMetadata({
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(firstText(group.groupKey) && { group_key: firstText(group.groupKey) }),
      ...(firstText(group.receiver) && { receiver: firstText(group.receiver) }),
      ...(firstText(group.externalURL) && { external_url: firstText(group.externalURL) }),
      ...(truncated !== null && { truncated_alerts: truncated }),
      ...(labels.severity && severity === 'unknown' && { severity_raw: labels.severity }),
    }),
    value: sent === null ? null : readMeasured(sent),
    url: readUrl(alert.generatorURL),
    started_at: started,
    // While firing it is year 1 or, from other rulers, in the future: neither is an end.
    ended_at: status === 'resolved' ? readEnd(alert.endsAt, started) : null,
    unverified: context.unverified,
    body: alert,
  }
}
