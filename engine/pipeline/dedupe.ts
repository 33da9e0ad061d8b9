/** First stage: each event finds its alert, or opens one (D11, D25, D47). Stores the event. */
import { contentAfter } from '../../dsl/correlate/content.ts'
import {
  type AlertChanges,
  decideEvent,
  type LifecycleDecision,
  type PreviousAlert,
} from '../../dsl/correlate/lifecycle.ts'
import { newId } from '../store/ids.ts'
import type { AlertRow } from '../store/rows.ts'
import type { Arrival, Batch } from './arrival.ts'
import type { NewEvent } from './contract.ts'
import type { Known } from './known.ts'
import type { Ledger } from './ledger.ts'

/** @param known what the database has of the alerts of the batch */
export function dedupe(batch: Batch, known: Known): void {
  const { ledger, arrivals } = batch
  const open = new Map(known.open)
  const previous = new Map(known.previous)
  for (const arrival of arrivals) {
    const before = open.get(arrival.identity) ?? null
    const last = previous.get(arrival.identity) ?? null
    const life = decideEvent(before && openAlert(before), last, occurrence(arrival.event), ledger.now.getTime())
    const alert = alertAfter(ledger, arrival, before, life)
    Object.assign(arrival, { life, before, alert })
    if (life.outcome === 'ignored' && last !== null) arrival.last = last.id
    if (alert.open_key !== null) open.set(arrival.identity, alert)
    else if (life.outcome === 'resolved') {
      open.delete(arrival.identity)
      previous.set(arrival.identity, { id: alert.id, started_at: alert.started_at.getTime() })
    }
    store(batch, arrival, alert, last)
  }
}

function alertAfter(ledger: Ledger, arrival: Arrival, before: AlertRow | null, life: LifecycleDecision): AlertRow {
  if (before === null) {
    const made = newAlert(ledger, arrival, life)
    return life.outcome === 'opened' ? ledger.alerts.add(made) : made
  }
  if (life.outcome === 'ignored') return before
  const content = contentAfter(before, arrival.event, life.content)
  return ledger.alerts.change(before, {
    ...(content as Pick<AlertRow, keyof typeof content>),
    ...rowChanges(life.changes),
    ...(life.changes.state === 'resolved' && { open_key: null }),
  })
}

function newAlert(
  ledger: Ledger,
  { event, eventId, fingerprint, identity }: Arrival,
  life: LifecycleDecision,
): AlertRow {
  const opened = life.outcome === 'opened'
  return {
    id: opened ? newId('alert') : eventId,
    tenant: ledger.scope.tenant,
    open_key: opened ? identity : null,
    fingerprint,
    source: event.source,
    integration: event.integration,
    name: event.name,
    title: event.title,
    description: event.description,
    severity: event.severity,
    state: event.status,
    muted_by: [],
    tags: [...event.tags],
    labels: event.labels,
    metadata: event.metadata,
    value: event.value,
    url: event.url,
    count: 1,
    started_at: event.started_at ?? ledger.now,
    ended_at: event.status === 'resolved' ? (event.ended_at ?? ledger.now) : null,
    received_at: ledger.now,
    last_event_at: ledger.now,
    acknowledged_by: null,
    acknowledged_at: null,
    acknowledged_severity: null,
    resolved_by: null,
    resolution_note: null,
    previous_id: null,
    matched: false,
    ...rowChanges(life.changes),
  }
}

/** The changes of an alert as its row has them. */
function rowChanges({ started_at, ended_at, last_event_at, ...same }: AlertChanges): Partial<AlertRow> {
  return {
    ...same,
    ...(started_at !== undefined && { started_at: new Date(started_at) }),
    ...(ended_at !== undefined && { ended_at: ended_at === null ? null : new Date(ended_at) }),
    ...(last_event_at !== undefined && { last_event_at: new Date(last_event_at) }),
  }
}

function store({ ledger, rules }: Batch, arrival: Arrival, alert: AlertRow, last: PreviousAlert | null): void {
  const { event, life } = arrival
  ledger.events.push({
    id: arrival.eventId,
    tenant: ledger.scope.tenant,
    source: event.source,
    integration: event.integration,
    alert_id: alert.id,
    fingerprint: arrival.fingerprint,
    status: event.status,
    severity: event.severity,
    started_at: event.started_at ?? ledger.now,
    ended_at: event.ended_at,
    received_at: ledger.now,
    version: rules.version === '' ? null : rules.version,
    unverified: event.unverified,
    body: event.body,
  })
  for (const line of life?.timeline ?? []) {
    const alertId = line.of === 'alert' ? alert.id : last?.id
    if (alertId !== undefined) ledger.timeline({ alert_id: alertId }, line.kind, line.text, line.data, event.source)
  }
}

const openAlert = (row: AlertRow) => ({
  id: row.id,
  state: row.state === 'acknowledged' ? ('acknowledged' as const) : ('active' as const),
  severity: row.severity,
  acknowledged_severity: row.acknowledged_severity,
  count: row.count,
  started_at: row.started_at.getTime(),
})

const occurrence = (event: NewEvent) => ({
  status: event.status,
  severity: event.severity,
  started_at: event.started_at?.getTime() ?? null,
  ended_at: event.ended_at?.getTime() ?? null,
})
