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
import { readEventStatus, readSeverity } from './words.ts'

const alert = z.looseObject({
  title: z.string().meta({ description: 'Also read: name, summary, message, alertname.' }),
  status: z.string().optional().meta({ description: 'Also read: state.' }),
  severity: z.string().optional().meta({ description: 'Also read: priority, level.' }),
  description: z.string().optional(),
  fingerprint: z.string().optional().meta({ description: 'Also read: dedup_key, id.' }),
  labels: z.record(z.string(), z.string()).optional(),
  tags: z.array(z.string()).optional(),
  url: z.string().optional().meta({ description: 'Also read: link.' }),
})

/** JSON of one's own: an object, a list of objects, or `{"alerts": […]}`, with the usual names for things. */
export const generic = defineIntake({
  name: 'generic',
  title: 'Generic JSON',
  payload: z.union([alert, z.array(alert), z.object({ alerts: z.array(alert) })]),
  toEvents(body, context) {
    const members = Array.isArray(body) ? body : isObject(body) && Array.isArray(body.alerts) ? body.alerts : [body]
    if (members.length > limits.alerts) {
      throw new UnreadablePayload(`The payload holds more than ${limits.alerts} alerts; send them in parts.`)
    }
    const events: NewEvent[] = []
    const rejected: Rejected[] = []
    for (const [index, member] of members.entries()) {
      const title = isObject(member) ? titleOf(member) : null
      if (isObject(member) && title !== null) events.push(toEvent(member, title, context))
      else {
        const what = isObject(member)
          ? '/title is missing; a text is needed there.'
          : ' must be an object with a title.'
        const place = Array.isArray(body) ? `/${index}` : members[0] === body ? '' : `/alerts/${index}`
        rejected.push({ error: place + what, body: member })
      }
    }
    return { events, rejected }
  },
})

type Member = Readonly<Record<string, Json>>

const titleOf = (member: Member): string | null =>
  firstText(member.title, member.name, member.summary, member.message, member.alertname)

function toEvent(member: Member, title: string, context: IntakeContext): NewEvent {
  const severityWord = firstText(member.severity, member.priority, member.level)
  const severity = readSeverity(severityWord ?? '', context.severities)
  const status = readEventStatus(firstText(member.status, member.state) ?? 'active')
  const started = readTime(member.startsAt ?? member.startedAt ?? member.started_at ?? member.timestamp)
  const value = typeof member.value === 'number' ? member.value : readMeasured(firstText(member.value) ?? '')
  return {
    ...cutIdentifying({
      source: firstText(member.source) ?? 'generic',
      name: firstText(member.name, member.alertname) ?? title,
      labels: readLabels(member.labels),
    }),
    integration: context.integration,
    fingerprint: firstText(member.fingerprint, member.dedup_key, member.id),
    status,
    title: atCodePoint(title, limits.title),
    description: atCodePoint(firstText(member.description, member.message, member.body) ?? '', limits.description),
    severity,
    tags: readTags(member.tags),
    metadata: fitMetadata({
      ...(isObject(member.metadata) && member.metadata),
      ...(severityWord && severity === 'unknown' && { severity_raw: severityWord }),
    }),
    value,
    url: readUrl(member.url ?? member.link),
    started_at: started,
    ended_at: status === 'resolved' ? readEnd(member.endsAt ?? member.endedAt ?? member.ended_at, started) : null,
    unverified: context.unverified,
    body: member,
  }
}

function readTags(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return []
  const tags = value.flatMap((tag) => firstText(tag) ?? [])
  return [...new Set(tags.map((tag) => atCodePoint(tag, limits.tag)))].slice(0, limits.tags)
}
