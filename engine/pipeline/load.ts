/** Loading with locks. The order is the same everywhere: alerts by fingerprint, then incidents by id, then runs (D30). */
import { Op } from 'sequelize'
import type { AlertRow } from '../store/rows.ts'
import type { Where } from '../store/table.ts'
import type { Ledger } from './ledger.ts'

/** Locks alerts and loads which incidents they are in. */
export async function loadAlerts(ledger: Ledger, where: Where): Promise<readonly AlertRow[]> {
  const { database, tx, scope } = ledger
  const rows = await database.tables.alerts.select(scope, {
    where,
    order: [
      ['fingerprint', 'ASC'],
      ['id', 'ASC'],
    ],
    tx,
    lock: 'wait',
  })
  for (const row of rows) ledger.alerts.loaded(row)
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id)
    const links = await database.tables.incidentAlerts.select(scope, { where: { alert_id: ids }, tx })
    ledger.links.push(...links)
  }
  return rows
}

/**
 * Locks those alerts that are open.
 * @param where holds for open alerts only
 */
export async function loadOpenAlerts(ledger: Ledger, where: Where): Promise<readonly AlertRow[]> {
  const { database, tx, scope } = ledger
  if (!database.dialect.locksIndexEntries) return loadAlerts(ledger, where)
  const found = await database.tables.alerts.select(scope, { where, tx })
  if (found.length === 0) return []
  const rows = await loadAlerts(ledger, { id: found.map(({ id }) => id) })
  // One may have been resolved between the two.
  return rows.filter(({ open_key }) => open_key !== null)
}

/** Locks incidents and loads their runs: those that the loaded alerts are in, those with an open key, those by id. */
export async function loadIncidents(
  ledger: Ledger,
  more: { readonly openKeys?: readonly string[]; readonly ids?: readonly string[] } = {},
): Promise<void> {
  const { tables } = ledger.database
  const { tx, scope } = ledger
  const ids = new Set([...ledger.links.map((link) => link.incident_id), ...(more.ids ?? [])])
  const openKeys = [...new Set(more.openKeys)]
  // Found by key without a lock: a lock by the key's index takes index and row in that order, `close` the other way round.
  if (openKeys.length > 0)
    for (const row of await tables.incidents.select(scope, { where: { open_key: openKeys }, tx })) ids.add(row.id)
  const missing = [...ids].filter((id) => ledger.incidents.get(id) === undefined).sort()
  if (missing.length === 0) return
  const where = { id: { [Op.in]: missing } }
  for (const row of await tables.incidents.select(scope, { where, order: [['id', 'ASC']], tx, lock: 'wait' }))
    ledger.incidents.loaded(row)
  for (const run of await tables.runs.select(scope, { where: { incident_id: missing }, tx })) ledger.runs.loaded(run)
}
