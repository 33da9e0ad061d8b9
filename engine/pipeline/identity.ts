/** Which alert an event belongs to (D11), and which incident an alert of a rule. */
import { fingerprintInput } from '../../dsl/correlate/fingerprint.ts'
import { sha256 } from '../sha256.ts'
import type { NewEvent } from './contract.ts'

/** A source's own fingerprint above this many characters is stored as its hash, because it stands in an index. */
const longestFingerprint = 255

/**
 * The source's own, as sent, or one made of source, name and labels but for `volatile` (default: those of D11). What was
 * cut to be stored counts as it came.
 */
export function fingerprintOf(tenant: string, event: NewEvent, volatile?: readonly string[]): string {
  const { source, name, labels } = event.uncut ?? event
  if (event.fingerprint === null)
    return sha256(fingerprintInput({ tenant, integration: event.integration, source, name, labels }, volatile))
  // The identity has the source as it is stored, where those of two systems may be one.
  if (source !== event.source) return sha256(JSON.stringify([source, event.fingerprint]))
  return event.fingerprint.length > longestFingerprint ? sha256(event.fingerprint) : event.fingerprint
}

/** What an open alert is known by. Sources choose their fingerprints alone: "1" of two of them is not one alert. */
export const identityOf = (of: {
  readonly integration: string
  readonly source: string
  readonly fingerprint: string
}): string => sha256(JSON.stringify([of.integration, of.source, of.fingerprint]))

/** What the incident that takes further alerts of a rule's group is known by, as long as it does. */
export const openKeyOf = (ruleId: string, groupKey: string): string => sha256(JSON.stringify([ruleId, groupKey]))
