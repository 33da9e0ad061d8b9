/** An alert as a test or a person describes it, as the event that a source would send (D120). */
import { isList, isTyped, kindName, kindOf } from '../model/kind-of.ts'
import { nearest } from '../model/nearest.ts'
import { readMeasured, readSize } from '../model/read-text.ts'
import { isSeverity, type Severity, severities } from '../model/severity.ts'
import type { Json, Measured, Value } from '../model/value.ts'
import { valueText } from '../model/value-text.ts'
import type { Arriving } from './alert.ts'

const members = [
  ...['source', 'name', 'title', 'description', 'severity', 'value', 'labels', 'tags', 'metadata', 'url'],
  ...['fingerprint', 'started_at', 'ended_at'],
] as const

/** What is wrong with one member, and what to do. */
export interface Misgiven {
  readonly member: string
  readonly problem: string
}

/**
 * Defaults: source "test", severity warning, name "test", title the name, started when it is given, identity made of the labels.
 * @param now milliseconds since 1970 UTC: when it started, unless it says so itself
 */
export function readGiven(
  given: Readonly<Record<string, Value>>,
  status: Arriving['status'],
  now: number,
): { readonly event: Arriving; readonly problems: readonly Misgiven[] } {
  const problems: Misgiven[] = []
  const wrong = (member: string, problem: string) => void problems.push({ member, problem })
  for (const key of Object.keys(given)) {
    if ((members as readonly string[]).includes(key)) continue
    const meant = nearest(key, members)
    wrong(key, `an alert has no \`${key}\`; ${meant ? `did you mean \`${meant}\`?` : `it has ${members.join(', ')}`}`)
  }
  const text = (key: string): string | null => {
    const value = given[key]
    if (value === undefined || value === null) return null
    if (typeof value === 'string') return value
    wrong(key, `\`${key}\` is a text, not ${kindName[kindOf(value)]}`)
    return null
  }
  const time = (key: string): number | null => {
    const value = given[key]
    if (value === undefined || value === null) return null
    if (isTyped(value) && value.$ === 'time') return value.ms
    wrong(key, `\`${key}\` is a time, such as 2026-03-02T03:10, not ${kindName[kindOf(value)]}`)
    return null
  }
  const map = (key: string): Readonly<Record<string, Value>> => {
    const value = given[key]
    if (value === undefined || value === null) return {}
    if (kindOf(value) === 'map') return value as { readonly [key: string]: Value }
    wrong(key, `\`${key}\` is a map, such as { env: "prod" }, not ${kindName[kindOf(value)]}`)
    return {}
  }
  const name = text('name') ?? text('title') ?? 'test'
  return {
    problems,
    event: {
      source: text('source') ?? 'test',
      fingerprint: text('fingerprint'),
      status,
      name,
      title: text('title') ?? name,
      description: text('description') ?? '',
      url: text('url'),
      severity: severityOf(given.severity, wrong),
      tags: tagsOf(given.tags, wrong),
      labels: Object.fromEntries(Object.entries(map('labels')).map(([label, value]) => [label, sentText(value)])),
      metadata: Object.fromEntries(Object.entries(map('metadata')).map(([key, value]) => [key, sent(value)])),
      value: measuredOf(given.value, wrong),
      started_at: time('started_at') ?? (status === 'active' ? now : null),
      ended_at: time('ended_at'),
    },
  }
}

type Wrong = (member: string, problem: string) => void

function severityOf(value: Value | undefined, wrong: Wrong): Severity {
  if (value === undefined) return 'warning'
  if (value !== null && isTyped(value) && value.$ === 'severity') return value.severity
  if (typeof value === 'string' && isSeverity(value)) return value
  wrong('severity', `\`severity\` is one of ${severities.join(', ')}`)
  return 'warning'
}

function tagsOf(value: Value | undefined, wrong: Wrong): readonly string[] {
  if (value === undefined || value === null) return []
  if (isList(value) && value.every((tag) => typeof tag === 'string')) return value
  wrong('tags', '`tags` is a list of texts, such as ["cpu"]')
  return []
}

function measuredOf(value: Value | undefined, wrong: Wrong): Measured | null {
  if (value === undefined || value === null) return null
  if (typeof value === 'number') return value
  if (isTyped(value) && (value.$ === 'percent' || value.$ === 'duration' || value.$ === 'size')) return value
  const read = typeof value === 'string' ? readMeasured(value) : null
  if (read === null) wrong('value', '`value` is a number, percent, duration or size, such as 93%')
  return read
}

/** Senders know no types of ours: what a test writes as `9GiB` arrives as text. */
function sent(value: Value): Json {
  if (isList(value)) return value.map(sent)
  if (value === null || typeof value !== 'object') return value
  if (isTyped(value)) return sentText(value)
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, sent(member as Value)]))
}

function sentText(value: Value): string {
  const text = valueText(value)
  // Texts for people are rounded; what arrives is exact.
  if (value !== null && isTyped(value) && value.$ === 'size' && readSize(text) !== value.bytes) return `${value.bytes}B`
  if (value !== null && isTyped(value) && value.$ === 'duration') return exactDuration(value.ms, text)
  return text
}

const exactDuration = (ms: number, text: string): string => (ms % 1_000 === 0 ? text : `${ms}ms`)
