/** Fourth stage: conditions that runs wait for are asked again whenever an alert of their incident changed (D10). */
import { evaluate } from '../../dsl/compile/evaluate.ts'
import type { IncidentRow, WatchRow } from '../store/rows.ts'
import { incidentFacts } from './incident-facts.ts'
import type { Ledger } from './ledger.ts'
import type { PipelineParts } from './settings.ts'

/** Reads what is stored, so the ledger's alerts are saved first. A watch that turned true is told once and forgotten. */
export async function watch(ledger: Ledger, pages: PipelineParts['pages']): Promise<void> {
  const { database, tx, scope } = ledger
  const ids = [...new Set([...ledger.runs.all()].flatMap((run) => (run.ended_at === null ? run.incident_id : [])))]
  if (ids.length === 0) return
  const watches = await database.tables.watches.select({ where: { incident_id: ids, tenant: scope.tenant }, tx })
  if (watches.length === 0) return
  await ledger.saveAlerts()
  const done: string[] = []
  for (const row of watches) {
    const incident = ledger.incidents.get(row.incident_id)
    const late = row.deadline <= ledger.now
    if (!late && incident !== undefined && !(await tell(ledger, pages, incident, row))) continue
    done.push(row.id)
  }
  if (done.length > 0) await database.tables.watches.remove({ id: done }, tx)
}

async function tell(
  ledger: Ledger,
  pages: PipelineParts['pages'],
  incident: IncidentRow,
  row: WatchRow,
): Promise<boolean> {
  const run = [...ledger.runs.all()].find(({ id }) => id === row.run_id) ?? null
  const live = await incidentFacts(ledger.database, pages, incident, run, ledger.tx)
  const { alert, run: own } = live
  const { names, meta, condition } = row
  const facts = { alert, incident: live.incident, run: own, names, meta, error: null, now: ledger.now.getTime() }
  if (!evaluate(condition, facts)) return false
  ledger.signal(incident, { kind: 'watch', watch: row.step })
  return true
}
