/** A run failed and nothing handled it: the fallback receiver is told (D18). */
import type { FailureReport } from '../../dsl/model/activity.ts'
import type { IncidentRow, RunRow } from '../store/rows.ts'
import { leadAlert } from './incident-facts.ts'
import type { Ledger } from './ledger.ts'
import { notice } from './notice.ts'
import type { PipelineParts } from './settings.ts'

/**
 * Writes the notice into the transaction that ends the run: it goes out by the outbox and is tried for a day, so the last
 * word reaches the people also when the run failed because mail or database were away.
 */
export async function reportFailure(
  ledger: Ledger,
  pages: PipelineParts['pages'],
  incident: IncidentRow,
  run: RunRow,
  { step, code, message }: FailureReport,
): Promise<void> {
  const { tenant } = ledger.scope
  const alert = await leadAlert(ledger.database, incident, ledger.tx)
  const subject = alert === null ? '' : `: ${alert.title || alert.name}`
  const says = {
    title: `Run of "${run.rule_name}" failed${subject}`,
    body: `${message}\n\nStep: ${step}\nError: ${code}`,
    severity: alert?.severity ?? incident.severity,
    url: pages.run(tenant, run.id),
  }
  notice(ledger, run.id, says, run)
}
