/** What an alert says after an event: the newest event's words (D11). */
import type { Json, Measured } from '../model/value.ts'

/** The members that events replace. Severity is not among them: `lifecycle.ts` decides it. */
export interface AlertContent {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly url: string | null
  readonly tags: readonly string[]
  readonly labels: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, Json>>
  readonly value: Measured | null
}

/**
 * `replace`: all of the event's. `fill`: only what the event says at all, because a resolve often carries nothing but
 * its key, and must not wipe the title that people read. `keep`: what is stored.
 */
export function contentAfter(
  stored: AlertContent,
  event: AlertContent,
  mode: 'replace' | 'fill' | 'keep',
): AlertContent {
  const { name, title, description, url, tags, labels, metadata, value } = event
  if (mode === 'keep') return pick(stored)
  if (mode === 'replace') return { name, title, description, url, tags, labels, metadata, value }
  return {
    name: name || stored.name,
    title: title || stored.title,
    description: description || stored.description,
    url: url ?? stored.url,
    tags: tags.length > 0 ? tags : stored.tags,
    labels: isEmpty(labels) ? stored.labels : labels,
    metadata: isEmpty(metadata) ? stored.metadata : metadata,
    value: value ?? stored.value,
  }
}

const isEmpty = (record: object): boolean => Object.keys(record).length === 0

const pick = ({ name, title, description, url, tags, labels, metadata, value }: AlertContent): AlertContent => ({
  name,
  title,
  description,
  url,
  tags,
  labels,
  metadata,
  value,
})
