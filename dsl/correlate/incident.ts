/** What its alerts do to an incident (D4, D25). */
import { type Severity, severityRank } from '../model/severity.ts'

/** The incident got worse, and those who know of it are to hear so. */
export interface Rise {
  /** Of the incident from now on: the highest that any of its alerts had. */
  readonly severity: Severity
  /** Why an acknowledgement is taken back. */
  readonly reason: string
}

/**
 * A rise above the incident's severity, or above the one at which people took it on, takes its acknowledgement back and is
 * told; anything lower tells nothing new, unless somebody had taken the alert on at a lower severity.
 * @param known the incident's severity so far
 * @param aboveAcknowledged the alert rose above its severity at the acknowledgement
 * @param atAck the worst severity of the open alerts when people took the incident on; null when nobody has it
 * @returns null when nothing is to be told
 */
export function rise(
  known: Severity,
  severity: Severity,
  aboveAcknowledged: boolean,
  atAck: Severity | null,
): Rise | null {
  const rises = severityRank(severity) > severityRank(atAck ?? known)
  if (!rises && !aboveAcknowledged) return null
  const reason = `Severity rose above ${atAck ?? known}, the severity at the acknowledgement`
  return { severity: severityRank(severity) > severityRank(known) ? severity : known, reason }
}

/** What the states of an incident's alerts say of it: over, taken on by people, or neither. */
export function settlement(active: number, acknowledged: number): 'resolved' | 'acknowledged' | 'open' {
  if (active > 0) return 'open'
  return acknowledged > 0 ? 'acknowledged' : 'resolved'
}

/**
 * The alert for which an incident speaks (D89): the most severe unresolved one, ties to the oldest; when all are resolved,
 * the most severe of all.
 * @param alerts oldest first
 */
export function leadAlert<Alert extends { readonly state: string; readonly severity: Severity }>(
  alerts: readonly Alert[],
): Alert | null {
  const open = alerts.filter(({ state }) => state !== 'resolved')
  let lead: Alert | null = null
  for (const alert of open.length > 0 ? open : alerts)
    if (lead === null || severityRank(alert.severity) > severityRank(lead.severity)) lead = alert
  return lead
}
