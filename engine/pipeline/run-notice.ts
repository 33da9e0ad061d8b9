/** A run ended and nobody else says so: the fallback receiver is told (D18). */
import type { IncidentRow, RunRow } from '../store/rows.ts'
import { leadAlert } from './incident-facts.ts'
import type { Ledger } from './ledger.ts'
import { notice } from './notice.ts'
import type { PipelineParts } from './settings.ts'

/**
 * Writes the notice into the transaction that ends the run: it goes out by the outbox and is tried for a day, so the last
 * word reaches the people also when the run failed because mail or database were away. They may be the first to hear of
 * the incident: they can acknowledge it, and are told when it is over. The report goes out also when it is over by then.
 * @param id of the notice: written twice under one id it is sent once
 */
export async function runNotice(
  ledger: Ledger,
  pages: PipelineParts['pages'],
  incident: IncidentRow,
  run: RunRow,
  { id, ended, body }: { readonly id: string; readonly ended: string; readonly body: string },
): Promise<void> {
  const alert = await leadAlert(ledger.database, incident, ledger.tx)
  const subject = alert === null ? '' : `: ${alert.title || alert.name}`
  const says = {
    title: `Run of "${run.rule_name}" ${ended}${subject}`,
    body,
    severity: alert?.severity ?? incident.severity,
    url: pages.run(run.tenant, run.id),
    page: {
      ...{ kind: 'notice' as const, incident_id: incident.id, run_id: run.id, rule: run.rule_name },
      ...{ resolve: true, after_resolve: true },
    },
  }
  notice(ledger, id, says, run)
}
