/** Ends a run from outside: its workflow ended, or was ended by hand, without the handshake of `close`. */
import { newId } from '../store/ids.ts'
import type { IncidentRow, RunRow } from '../store/rows.ts'
import type { EndedFromOutside, Pipeline } from './contract.ts'
import { Ledger } from './ledger.ts'
import { loadIncidents } from './load.ts'
import { runNotice } from './run-notice.ts'
import type { PipelineParts } from './settings.ts'

export const endRun =
  ({ store, now, pages }: Pick<PipelineParts, 'store' | 'now' | 'pages'>): Pipeline['endRun'] =>
  (scope, runId, ended) =>
    store.database.transaction(async (tx) => {
      const ledger = new Ledger(store.database, tx, scope, now())
      const found = await store.database.tables.runs.first(scope, { where: { id: runId }, tx })
      if (found === null) return false
      await loadIncidents(ledger, { ids: [found.incident_id] })
      // As it is now that the incident is locked: it may have said meanwhile that it ended.
      const run = ledger.runs.get(runId)
      const incident = ledger.incidents.get(found.incident_id)
      if (run === undefined || incident === undefined || run.ended_at !== null) return false
      await endInLedger(ledger, pages, incident, run, ended)
      await ledger.save()
      return true
    })

/** The same within a transaction that has locked the incident. Nothing is changed of a run that has ended already. */
export async function endInLedger(
  ledger: Ledger,
  pages: PipelineParts['pages'],
  incident: IncidentRow,
  run: RunRow,
  { status, message }: EndedFromOutside,
): Promise<void> {
  if (run.ended_at !== null) return
  ledger.runs.change(run, { status, outcome: status, message, waiting_for: null, ended_at: ledger.now })
  if (incident.closed_at === null) ledger.incidents.change(incident, { closed_at: ledger.now, open_key: null })
  await ledger.database.tables.watches.remove(ledger.scope, { run_id: run.id }, ledger.tx)
  ledger.timeline(
    { incident_id: incident.id },
    'run',
    `Run ended ${status}: ${message}`,
    { run_id: run.id, outcome: status },
    'tocsin',
  )
  // No workflow is left that could tell it (D18).
  const open = incident.resolved_at === null ? ' Its incident is not resolved, and nobody else is told of it.' : ''
  await runNotice(ledger, pages, incident, run, { id: newId('outbox'), ended: status, body: `${message}${open}` })
}
