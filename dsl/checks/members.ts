/** What members the values of a rule's own names have, by the text of what brings them. */
import type { Path, Value } from '../syntax/ast.ts'
import { fields } from './field-names.ts'
import { type Maker, makersIn } from './makers.ts'
import type { Place } from './place.ts'

/** An alert as a value: an event of a sequence, an item of `incident.alerts`. */
export const alertMembers: readonly string[] = [...(fields.alert ?? []), 'label', 'metadata']

const isAlerts = (value: Value): boolean => value.kind === 'path' && value.segments.join('.') === 'incident.alerts'
const isOneOfThem = ({ segments: [root, field, index], ...path }: Path): boolean =>
  path.kind === 'path' && root === 'incident' && field === 'alerts' && typeof index === 'number'

/** Null where it may have any. */
export function membersOfValue(value: Value): readonly string[] | null {
  if (value.kind === 'map') return value.entries.map(({ key }) => key)
  // Nothing has no members, and what sets the name otherwise may have some.
  if (value.kind === 'none') return []
  return value.kind === 'path' && value.segments.length === 3 && isOneOfThem(value) ? alertMembers : null
}

/** Of what a loop is at. */
export function membersOfItem(list: Value): readonly string[] | null {
  if (isAlerts(list)) return alertMembers
  const all = list.kind === 'list' ? list.items.map(membersOfValue) : []
  return all.length === 0 || all.some((members) => members === null) ? null : all.flatMap((members) => members ?? [])
}

const isAlert = (maker: Maker): boolean => maker.kind === 'event' || (maker.kind === 'item' && isAlerts(maker.list))

/** The field of an alert that the path reads by another name than `alert`; null where it may be something else. */
export function alertFieldOf(path: Path, { declaration }: Pick<Place, 'declaration'>): string | null {
  const [name, field, ...more] = path.segments
  if (isOneOfThem(path)) return more.length === 2 && typeof more[1] === 'string' ? more[1] : null
  if (typeof name !== 'string' || typeof field !== 'string' || more.length > 0) return null
  const makers = makersIn(declaration).get(name) ?? []
  return makers.length > 0 && makers.every(isAlert) ? field : null
}
