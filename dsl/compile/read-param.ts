import { kindOf } from '../model/kind-of.ts'
import type { ParamType } from '../model/param-types.ts'
import type { Value } from '../model/value.ts'
import { readAs } from './read-as.ts'

/** A value of each type that what was sent can be read as; only its type counts. */
const like: Partial<Record<ParamType, Value>> = {
  number: 0,
  percent: { $: 'percent', value: 0 },
  duration: { $: 'duration', ms: 0 },
  size: { $: 'size', bytes: 0 },
  time: { $: 'time', ms: 0 },
  severity: { $: 'severity', severity: 'info' },
  bool: false,
}

/**
 * What a `call` gives a parameter, read as its type: labels, metadata and results are text and JSON that somebody sent.
 * @returns undefined where it can't be read so
 */
export function readParam(value: Value, type: ParamType): Value | undefined {
  if (value === null) return value
  const kind = kindOf(value)
  if (type === 'list' || type === 'map') return kind === type ? value : undefined
  const wanted = like[type]
  if (wanted !== undefined) return readAs(value, 'untyped', wanted, 'constant')
  if (kind === 'number' || kind === 'boolean') return String(value)
  return kind === 'list' || kind === 'map' ? undefined : value
}
