/** Fourth stage: conditions that runs wait for are asked again whenever an alert of their incident changed (D10). */
import { evaluate } from '../../dsl/compile/evaluate.ts'
import type { ReadResult } from '../../dsl/model/activity.ts'
import type { WatchRow } from '../store/rows.ts'
import { incidentFacts } from './incident-facts.ts'
import type { Ledger } from './ledger.ts'
import type { PipelineParts } from './settings.ts'

/** Reads what is stored, so the ledger's alerts are saved first. A watch that turned true is told once and forgotten. */
export async function watch(ledger: Ledger, pages: PipelineParts['pages']): Promise<void> {
  const { database, tx, scope } = ledger
  const ids = [...new Set([...ledger.runs.all()].flatMap((run) => (run.ended_at === null ? run.incident_id : [])))]
  if (ids.length === 0) return
  const watches = await database.tables.watches.select(scope, { where: { incident_id: ids }, tx })
  if (watches.length === 0) return
  await ledger.saveAlerts()
  const done: string[] = []
  // Read once for all watches of a run: an incident may have many, and they are asked while its row is locked.
  const read = new Map<string, ReadResult>()
  for (const row of watches) {
    const incident = ledger.incidents.get(row.incident_id)
    if (row.deadline > ledger.now && incident !== undefined) {
      const run = [...ledger.runs.all()].find(({ id }) => id === row.run_id) ?? null
      const live = read.get(row.run_id) ?? (await incidentFacts(database, pages, incident, run, tx))
      read.set(row.run_id, live)
      if (!holds(ledger, live, row)) continue
      ledger.signal(incident, { kind: 'watch', watch: row.step })
    }
    done.push(row.id)
  }
  if (done.length > 0) await database.tables.watches.remove(scope, { id: done }, tx)
}

function holds(ledger: Ledger, live: ReadResult, { names, meta, condition }: WatchRow): boolean {
  const { alert, incident, run } = live
  return evaluate(condition, { alert, incident, run, names, meta, error: null, now: ledger.now.getTime() })
}
