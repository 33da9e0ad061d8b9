/** Where the roots of paths lead. Own members only, so that no path of a rule or key of a sender reaches a prototype. */
import type { Root } from '../model/expression.ts'
import type { AlertFacts, Facts } from '../model/facts.ts'
import { isList, isTyped } from '../model/kind-of.ts'
import type { Severity } from '../model/severity.ts'
import type { SeverityValue, Value } from '../model/value.ts'

type Segments = readonly (string | number)[]

export function lookUp(root: Root, segments: Segments, facts: Facts): Value | undefined {
  switch (root) {
    case 'alert':
      return alertMember(facts.alert, segments)
    case 'label':
      return facts.alert ? walk(facts.alert.labels, segments, 0) : undefined
    case 'metadata':
      return facts.alert ? walk(facts.alert.metadata, segments, 0) : undefined
    case 'incident':
      return incidentMember(facts, segments)
    case 'meta':
      return walk(facts.meta, segments, 0)
    case 'names':
      return named(facts.names, segments)
    case 'run':
      return runMember(facts, segments)
    case 'error':
      return facts.error ? walk({ ...facts.error }, segments, 0) : undefined
    case 'request':
      return walk(facts.request, segments, 0)
  }
}

/** A rule may call a variable as it likes, `__proto__` too: it is its own. Nothing that a sender named is read by that name. */
function named(names: Facts['names'], segments: Segments): Value | undefined {
  const [name] = segments
  return typeof name === 'string' && Object.hasOwn(names, name) ? walk(names[name], segments, 1) : undefined
}

function walk(from: Value | undefined, segments: Segments, start: number): Value | undefined {
  let value = from
  for (let index = start; index < segments.length; index++) {
    const segment = segments[index]
    if (value === undefined || value === null || typeof value !== 'object' || segment === undefined) return undefined
    if (isList(value)) {
      value = typeof segment === 'number' ? value[segment] : undefined
    } else {
      if (segment === '__proto__' || !Object.hasOwn(value, segment) || isTyped(value)) return undefined
      value = (value as { readonly [key: string]: Value })[segment]
    }
  }
  return value
}

function alertMember(alert: AlertFacts | null, segments: Segments): Value | undefined {
  const name = segments[0]
  if (!alert || typeof name !== 'string') return undefined
  const value = alertField(alert, name)
  return segments.length === 1 ? value : walk(value, segments, 1)
}

/** Made once: conditions on the severity are the most frequent of all. */
const severityValues: Readonly<Record<Severity, SeverityValue>> = {
  critical: { $: 'severity', severity: 'critical' },
  high: { $: 'severity', severity: 'high' },
  warning: { $: 'severity', severity: 'warning' },
  info: { $: 'severity', severity: 'info' },
  unknown: { $: 'severity', severity: 'unknown' },
}

/** The table of language.md section 0; anything else an alert holds is not readable as `alert.x`. */
function alertField(alert: AlertFacts, name: string): Value | undefined {
  switch (name) {
    case 'id':
    case 'source':
    case 'name':
    case 'title':
    case 'description':
    case 'url':
    case 'status':
    case 'tags':
    case 'value':
    case 'count':
    case 'fingerprint':
      return alert[name]
    case 'severity':
      return severityValues[alert.severity]
    case 'started_at':
    case 'received_at':
      return { $: 'time', ms: alert[name] }
    case 'ended_at':
      return alert.ended_at === null ? null : { $: 'time', ms: alert.ended_at }
    default:
      return undefined
  }
}

const fields = [
  ...['id', 'source', 'name', 'title', 'description', 'url', 'severity', 'status', 'tags', 'value'],
  ...['started_at', 'ended_at', 'received_at', 'count', 'fingerprint'],
]

/** An alert as an item of `incident.alerts`: the same names as the roots have. */
export const alertValue = (alert: AlertFacts): Value => ({
  ...Object.fromEntries(fields.map((name) => [name, alertField(alert, name) ?? null])),
  label: alert.labels,
  metadata: alert.metadata,
})

function incidentMember({ incident }: Facts, segments: Segments): Value | undefined {
  if (!incident) return undefined
  switch (segments[0]) {
    case 'id':
    case 'count':
    case 'url':
      return walk(incident[segments[0]], segments, 1)
    case 'alerts':
      return walk(incident.alerts.map(alertValue), segments, 1)
    default:
      return undefined
  }
}

function runMember({ run }: Facts, segments: Segments): Value | undefined {
  if (!run) return undefined
  switch (segments[0]) {
    case 'id':
    case 'url':
      return walk(run[segments[0]], segments, 1)
    case 'started_at':
      return walk({ $: 'time', ms: run.started_at }, segments, 1)
    default:
      return undefined
  }
}
