/** One transaction for the events of several requests. The order of the stages (D22) stands here and nowhere else. */
import type { Transaction } from 'sequelize'
import { newId } from '../store/ids.ts'
import type { Scope } from '../store/scope.ts'
import type { Arrival, Batch } from './arrival.ts'
import type { Ingested, NewEvent } from './contract.ts'
import { decide } from './decide.ts'
import { dedupe } from './dedupe.ts'
import { group } from './group.ts'
import { fingerprintOf, identityOf } from './identity.ts'
import { loadKnown } from './known.ts'
import { Ledger } from './ledger.ts'
import { tell } from './listener.ts'
import type { Decided, PipelineParts } from './settings.ts'
import { settle } from './settle.ts'
import { tellUnmatched } from './unmatched.ts'
import { watch } from './watch.ts'

export interface Request {
  readonly scope: Scope
  readonly events: readonly NewEvent[]
}

/** All or nothing. Answers each request's events in the order given. */
export async function ingest(
  parts: PipelineParts,
  requests: readonly Request[],
): Promise<readonly (readonly Ingested[])[]> {
  const installation = await parts.store.installation()
  const decided: Decided[] = []
  const answers = await parts.store.database.transaction(async (tx) => {
    decided.length = 0
    const arrived = requests.map(({ scope, events }) => events.map((event) => arrival(scope, event)))
    // Tenants in one order everywhere, so that two transactions never wait for each other.
    const tenants = [...new Set(requests.map(({ scope }) => scope.tenant))].sort()
    const ledgers = new Map<string, Ledger>()
    for (const tenant of tenants) {
      const mine = requests.flatMap(({ scope }, place) => (scope.tenant === tenant ? (arrived[place] ?? []) : []))
      const scope = requests.find((request) => request.scope.tenant === tenant)?.scope
      if (scope === undefined) continue
      ledgers.set(tenant, await storeTenant(parts, tx, { ...scope, actor: 'tocsin' }, installation, mine, decided))
    }
    return requests.map(({ scope }, place) =>
      (arrived[place] ?? []).map((one) => answer(ledgers.get(scope.tenant), one)),
    )
  })
  // It is committed: nothing from here on may make it look as if it were not.
  for (const one of decided) tell(parts.log, () => parts.onDecided?.(one))
  return answers
}

async function storeTenant(
  parts: PipelineParts,
  tx: Transaction,
  scope: Scope,
  installation: string,
  arrivals: readonly Arrival[],
  decided: Decided[],
): Promise<Ledger> {
  const { store, rules, pages } = parts
  const ledger = new Ledger(store.database, tx, scope, parts.now())
  const known = await loadKnown(ledger, arrivals)
  // Read in the transaction that decides: no decision on rules older than those committed before it (D16).
  const batch: Batch = { ledger, rules: await rules.current(scope, known.revision), installation, arrivals, decided }
  dedupe(batch, known)
  decide(batch)
  await group(batch)
  await settle(ledger)
  await watch(ledger, pages)
  tellUnmatched(batch, pages)
  await ledger.save()
  await loadLast(ledger, arrivals)
  return ledger
}

function arrival(scope: Scope, event: NewEvent): Arrival {
  const fingerprint = fingerprintOf(scope.tenant, event)
  const identity = identityOf({ ...event, fingerprint })
  return { event, eventId: newId('event'), fingerprint, identity, takes: [], unmatched: false }
}

/** The alerts that events without an open one are answered with; nothing is changed of them, so none is locked. */
async function loadLast(ledger: Ledger, arrivals: readonly Arrival[]): Promise<void> {
  const ids = new Set(arrivals.flatMap(({ last }) => (last === undefined ? [] : [last])))
  if (ids.size === 0) return
  const { database, scope, tx } = ledger
  for (const row of await database.tables.alerts.select(scope, { where: { id: [...ids] }, tx }))
    ledger.alerts.loaded(row)
  const known = new Set(ledger.links.map(({ alert_id }) => alert_id))
  const missing = [...ids].filter((id) => !known.has(id))
  if (missing.length > 0)
    ledger.links.push(...(await database.tables.incidentAlerts.select(scope, { where: { alert_id: missing }, tx })))
}

function answer(ledger: Ledger | undefined, arrival: Arrival): Ingested {
  const { life, before } = arrival
  const alert = ledger?.alerts.get(arrival.last ?? '') ?? arrival.alert
  if (ledger === undefined || alert === undefined || life === undefined)
    throw new Error('An event passed no stage of the pipeline.')
  const matched = ledger.alerts.get(alert.id)?.matched ?? alert.matched
  const outcome = life.outcome === 'opened' ? 'opened' : before ? 'joined' : 'ignored'
  return {
    outcome,
    alert: { ...alert, matched },
    incident_ids: ledger.links
      .filter(({ alert_id }) => alert_id === alert.id)
      .map(({ incident_id }) => incident_id)
      .sort(),
  }
}
