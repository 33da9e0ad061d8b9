/** What the database knows of the alerts of a batch, before the first stage: two requests to it, however many they are. */
import { QueryTypes } from 'sequelize'
import type { PreviousAlert } from '../../dsl/correlate/lifecycle.ts'
import type { AlertRow } from '../store/rows.ts'
import type { Arrival } from './arrival.ts'
import { identityOf } from './identity.ts'
import type { Ledger } from './ledger.ts'
import { loadOpenAlerts } from './load.ts'

export interface Known {
  /** The tenant's `rules_revision` (D16). */
  readonly revision: number
  /** Open alerts by identity, locked. */
  readonly open: ReadonlyMap<string, AlertRow>
  /** The last alert of each identity that has no open one. */
  readonly previous: ReadonlyMap<string, PreviousAlert>
}

export async function loadKnown(
  ledger: Ledger,
  arrivals: readonly Pick<Arrival, 'identity' | 'fingerprint'>[],
): Promise<Known> {
  const open = new Map<string, AlertRow>()
  const identities = [...new Set(arrivals.map(({ identity }) => identity))].sort()
  for (const row of await loadOpenAlerts(ledger, { open_key: identities })) open.set(identityOf(row), row)
  const fingerprints = [...new Set(arrivals.map(({ fingerprint }) => fingerprint))].sort()
  return { open, ...(await loadRest(ledger, fingerprints)) }
}

/**
 * The revision, on one row for each previous alert or on a row by itself. Ids rise with time, so the last alert is
 * the one with the highest id. Asked by fingerprint, which has an index, and told apart by source.
 */
async function loadRest(
  { database, scope, tx }: Ledger,
  fingerprints: readonly string[],
): Promise<Pick<Known, 'revision' | 'previous'>> {
  const rows = await database.sequelize.query<{
    rules_revision: number
    id: string | null
    integration: string
    source: string
    fingerprint: string
    started_at: Date | string
    open_key: string | null
  }>(
    `SELECT t.rules_revision, p.id, p.integration, p.source, p.fingerprint, p.started_at, p.open_key FROM tenants t
     LEFT JOIN (
       SELECT a.id, a.integration, a.source, a.fingerprint, a.started_at, a.open_key FROM (
         SELECT MAX(id) AS id FROM alerts WHERE tenant = :tenant AND fingerprint IN (:fingerprints)
         GROUP BY integration, source, fingerprint
       ) last JOIN alerts a ON a.id = last.id
     ) p ON 1 = 1
     WHERE t.slug = :tenant`,
    {
      type: QueryTypes.SELECT,
      replacements: { tenant: scope.tenant, fingerprints: [...fingerprints] },
      transaction: tx,
    },
  )
  const previous = new Map<string, PreviousAlert>()
  for (const row of rows)
    if (row.id !== null && row.open_key === null)
      previous.set(identityOf(row), { id: row.id, started_at: new Date(row.started_at).getTime() })
  return { revision: rows[0]?.rules_revision ?? 0, previous }
}
