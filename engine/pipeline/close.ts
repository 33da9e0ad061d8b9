/** The handshake by which a run ends (D2): it closes its incident only when it has heard everything. */
import type { CloseInput, WorldEvent } from '../../dsl/model/activity.ts'
import type { RunRow } from '../store/rows.ts'
import type { Pipeline } from './contract.ts'
import { reportFailure } from './failed-run.ts'
import { Ledger } from './ledger.ts'
import { loadIncidents } from './load.ts'
import type { PipelineParts } from './settings.ts'

/**
 * Ingest locks the incident before it writes a signal, this locks it before it looks for one: an alert joins before the
 * look and is answered here, or after the close and opens a new incident.
 */
export const close =
  ({ store, now, pages }: PipelineParts): Pipeline['close'] =>
  (scope, input) =>
    store.database.transaction(async (tx) => {
      const { tables } = store.database
      const ledger = new Ledger(store.database, tx, scope, now())
      await loadIncidents(ledger, { ids: [input.incident_id] })
      const incident = ledger.incidents.get(input.incident_id)
      const run = ledger.runs.get(input.run_id)
      if (incident === undefined || run === undefined)
        throw new Error(
          `Run ${input.run_id} of incident ${input.incident_id} is not stored for tenant ${scope.tenant}.`,
        )
      if (run.ended_at !== null) return { closed: true }

      const signals = await tables.outbox.select(scope, {
        where: { workflow_id: run.workflow_id, kind: 'signal' },
        order: [['id', 'ASC']],
        tx,
      })
      const seen = new Set(input.seen)
      const unseen = signals.filter((row) => !seen.has(row.id))
      if (unseen.length > 0) {
        await tables.outbox.update(
          scope,
          { sent_at: ledger.now },
          { id: unseen.map((row) => row.id), sent_at: null },
          tx,
        )
        return { closed: false, unseen: unseen.map((row) => row.payload as unknown as WorldEvent) }
      }
      // All of them were heard; one that is still on its way to Temporal has nothing left to tell.
      const late = signals.filter((row) => row.sent_at === null).map((row) => row.id)
      if (late.length > 0) await tables.outbox.update(scope, { sent_at: ledger.now }, { id: late }, tx)
      if (incident.closed_at === null) ledger.incidents.change(incident, { closed_at: ledger.now, open_key: null })
      ledger.runs.change(run, ended(input, ledger.now))
      await tables.watches.remove(scope, { run_id: run.id }, tx)
      const { outcome, report } = input
      const failedAt = report && { step: report.step, code: report.code }
      ledger.timeline({ incident_id: incident.id }, 'run', endText(input), { run_id: run.id, outcome, ...failedAt })
      if (report !== null) await reportFailure(ledger, pages, incident, run, report)
      await ledger.save()
      return { closed: true }
    })

function endText({ outcome, message, report }: CloseInput): string {
  if (report !== null) return `Run failed at ${report.step}: ${report.message}`
  return message ? `Run ended ${outcome}: ${message}` : `Run ended ${outcome}`
}

const ended = ({ outcome, message }: CloseInput, at: Date): Partial<RunRow> => ({
  status: outcome,
  outcome: outcome === 'succeeded' ? 'ok' : outcome,
  message,
  waiting_for: null,
  ended_at: at,
})
