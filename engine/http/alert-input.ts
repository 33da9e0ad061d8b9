import { z } from '@hono/zod-openapi'
import type { Json } from '../../dsl/model/value.ts'
import { cutIdentifying } from '../intake/cut-event.ts'
import { jsonBytes } from '../intake/fit-metadata.ts'
import { limits } from '../intake/limits.ts'
import { readMeasured } from '../intake/measured.ts'
import { readSeverity } from '../intake/words.ts'
import type { NewEvent } from '../pipeline/contract.ts'
import { lineInput, timeInput, urlInput } from './shapes.ts'
import { statusWord } from './status-word.ts'
import { strict } from './strict.ts'

const measured = z.union([z.number(), z.string().max(64)]).transform((value, context) => {
  const read = typeof value === 'number' ? value : readMeasured(value)
  if (read !== null) return read
  context.addIssue({
    code: 'custom',
    message: 'is no number with unit',
    params: { remedy: 'Send a number, or text such as "95.2 %", "20 GiB" or "250ms".' },
  })
  return z.NEVER
})

/** Body of `POST /api/v1/alerts` (D41). */
export const NewAlert = strict({
  source: lineInput(limits.source).meta({ description: 'Who says so', examples: ['checkout'] }),
  title: lineInput(limits.title).meta({ examples: ['Payments fail'] }),
  severity: z
    .string()
    .max(64)
    .optional()
    .meta({ description: 'critical, high, warning, info, or a word that means one of them', examples: ['critical'] }),
  name: lineInput(limits.name)
    .optional()
    .meta({ description: 'What the alert is called everywhere; default: the title' }),
  description: z.string().max(limits.description).optional(),
  status: statusWord('active', 'resolved').optional().meta({ description: 'active (default) or resolved' }),
  tags: z.array(lineInput(limits.tag)).max(limits.tags).optional(),
  labels: z
    .record(z.string().min(1).max(limits.labelName), z.string().max(limits.labelValue))
    .refine((labels) => Object.keys(labels).length <= limits.labels, {
      error: `has more than ${limits.labels} members`,
      params: { remedy: 'Put what does not identify the alert into metadata.' },
    })
    .optional()
    .meta({ examples: [{ service: 'payments', env: 'production' }] }),
  metadata: z
    .record(z.string().min(1).max(limits.labelName), z.unknown())
    .refine((metadata) => jsonBytes(metadata) <= limits.metadataBytes, {
      error: `is over the limit of ${limits.metadataBytes / 1024} KiB as JSON`,
      params: { remedy: 'Keep long texts where they are, and send a link to them in url or metadata.' },
    })
    .optional()
    .meta({ description: `Anything else, of at most ${limits.metadataBytes / 1024} KiB as JSON` }),
  value: measured.optional().meta({ description: 'Number, or text with unit: "95.2 %", "20 GiB", "250ms"' }),
  url: urlInput.optional(),
  fingerprint: lineInput(limits.fingerprint)
    .optional()
    .meta({ description: 'Identity of the alert; default: made of source, name and labels' }),
  started_at: timeInput.optional(),
  startedAt: timeInput.optional().meta({ description: 'Same as started_at' }),
  ended_at: timeInput.optional().meta({ description: 'Not before started_at' }),
  endedAt: timeInput.optional().meta({ description: 'Same as ended_at' }),
})
  .superRefine((alert, context) => {
    const started = alert.started_at ?? alert.startedAt
    const ended = alert.ended_at ?? alert.endedAt
    if (started === undefined || ended === undefined || ended >= started) return
    context.addIssue({
      code: 'custom',
      path: [alert.ended_at === undefined ? 'endedAt' : 'ended_at'],
      message: 'lies before the start',
      params: { remedy: 'Send an end that is not before started_at, or leave it out.' },
    })
  })
  .openapi('NewAlert')

/** The event that a caller's alert is. */
export function eventOf(alert: z.output<typeof NewAlert>): NewEvent {
  const severity = readSeverity(alert.severity ?? '')
  const status = alert.status ?? 'active'
  const started = alert.started_at ?? alert.startedAt ?? null
  const ended = status === 'resolved' ? (alert.ended_at ?? alert.endedAt ?? null) : null
  // It came out of JSON, so it is JSON.
  const metadata = (alert.metadata ?? {}) as Readonly<Record<string, Json>>
  const { started_at: _s, startedAt: _sa, ended_at: _e, endedAt: _ea, value, ...rest } = alert
  return {
    // Only the title may be longer than what it stands in for.
    ...cutIdentifying({ source: alert.source, name: alert.name ?? alert.title, labels: alert.labels ?? {} }),
    integration: 'default',
    fingerprint: alert.fingerprint ?? null,
    status,
    title: alert.title,
    description: alert.description ?? '',
    severity,
    tags: [...new Set(alert.tags)],
    metadata:
      alert.severity !== undefined && severity === 'unknown' ? { ...metadata, severity_raw: alert.severity } : metadata,
    value: value ?? null,
    url: alert.url ?? null,
    started_at: started,
    ended_at: ended,
    unverified: false,
    body: {
      ...(rest as Readonly<Record<string, Json>>),
      ...(value !== undefined && { value: value as Json }),
      ...(started && { started_at: started.toISOString() }),
      ...(ended && { ended_at: ended.toISOString() }),
    },
  }
}
