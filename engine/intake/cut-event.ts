/** What an adapter read, cut to the limits of D72, without losing which alert it is. */
import { atCodePoint } from '../../dsl/model/cut.ts'
import type { Identifying, NewEvent } from '../pipeline/contract.ts'
import { limits } from './limits.ts'

/**
 * The identifying members as they are stored; with `uncut`, as they came, where that is not the same: two alerts that
 * differ only behind a limit are two.
 * @param read all labels, of any length
 * @param kept names of labels that are stored before others when there are more than 64
 */
export function cutIdentifying(
  read: Identifying,
  kept: readonly string[] = [],
): Pick<NewEvent, keyof Identifying | 'uncut'> {
  const stored = {
    source: atCodePoint(read.source, limits.source),
    name: atCodePoint(read.name, limits.name),
    labels: cutLabels(read.labels, kept),
  }
  const same = stored.source === read.source && stored.name === read.name && stored.labels === read.labels
  return same ? stored : { ...stored, uncut: read }
}

/** At most 64 labels in the order of the payload, names and values cut; the labels themselves where all of them fit. */
function cutLabels(labels: Identifying['labels'], kept: readonly string[]): Identifying['labels'] {
  const all = Object.entries(labels)
  const fits = ([name, value]: readonly [string, string]) =>
    name.length <= limits.labelName && value.length <= limits.labelValue
  if (all.length <= limits.labels && all.every(fits)) return labels
  let others = limits.labels - all.filter(([name]) => kept.includes(name)).length
  const stored = all.filter(([name]) => kept.includes(name) || others-- > 0)
  return Object.fromEntries(
    stored.map(([name, value]) => [atCodePoint(name, limits.labelName), atCodePoint(value, limits.labelValue)]),
  )
}
