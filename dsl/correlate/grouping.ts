/** How alerts become incidents (D4, D85). */
import { valueOf } from '../compile/value-of.ts'
import type { Facts } from '../model/facts.ts'
import { pathText } from '../model/path-text.ts'
import type { Group } from '../model/plan.ts'
import type { Value } from '../model/value.ts'

/**
 * The key of the incident that an alert belongs to, among those of one rule: a JSON array of path and value, so that no
 * two different groups share a key, also after the rule's `by` was edited. No `by`: one incident per alert. A missing
 * label counts as empty.
 * @param alertId the alert's id, which is the group where there is no `by`
 */
export function groupKey(group: Pick<Group, 'by'>, facts: Facts, alertId: string): string {
  if (group.by.length === 0) return JSON.stringify([['alert.id', alertId]])
  return JSON.stringify(group.by.map((path) => [pathText(path), keyPart(valueOf(path, facts))]))
}

/** The key of whatever is kept by these values: one for all where there are none. */
export const keyBy = (by: Group['by'], facts: Facts): string => (by.length === 0 ? '' : groupKey({ by }, facts, ''))

const keyPart = (value: Value | undefined): Value => {
  if (value === undefined || value === null) return ''
  return typeof value === 'string' ? value.normalize('NFC') : sorted(value)
}

/** Members by name, because two databases return JSON in two orders. */
const sorted = (value: Value): Value => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member as Value)]),
  )
}

/** Until when an incident opened now takes alerts, milliseconds since 1970; null: while it is open. */
export const takesUntil = (group: Pick<Group, 'withinMs'>, openedAt: number): number | null =>
  group.withinMs === null ? null : openedAt + group.withinMs

export interface TakingIncident {
  readonly takes_until: number | null
  readonly closed_at: number | null
  /** All its alerts are over. */
  readonly resolved: boolean
}

/**
 * Whether an incident of the same key still takes an alert that comes now (D2, D85). One whose alerts are all over is the
 * episode of the past (D4): its run may be anywhere behind its pages and waits, so a new alert would wake nobody.
 */
export const joins = ({ takes_until, closed_at, resolved }: TakingIncident, now: number): boolean =>
  closed_at === null && !resolved && (takes_until === null || now < takes_until)
