import { cut } from '../model/cut.ts'
import { kindOf } from '../model/kind-of.ts'
import { mostText } from '../model/limits.ts'
import type { Duration, Size, Time, Value } from '../model/value.ts'

/** `+` and `-` (D96): number, duration and size with itself, time with duration, text + text; else missing. */
export function sum(op: '+' | '-', left: Value | undefined, right: Value | undefined): Value | undefined {
  if (left === undefined || right === undefined) return undefined
  const sign = op === '+' ? 1 : -1
  switch (`${kindOf(left)} ${kindOf(right)}`) {
    case 'number number':
      return finite((left as number) + sign * (right as number))
    case 'duration duration':
      return timed('duration', (left as Duration).ms + sign * (right as Duration).ms)
    case 'time duration':
      return timed('time', (left as Time).ms + sign * (right as Duration).ms)
    case 'duration time':
      return op === '+' ? timed('time', (left as Duration).ms + (right as Time).ms) : undefined
    case 'size size': {
      const bytes = finite((left as Size).bytes + sign * (right as Size).bytes)
      return bytes === undefined ? undefined : { $: 'size', bytes }
    }
    case 'text text':
      return op === '+' ? cut(`${left}${right}`, mostText) : undefined
    default:
      return undefined
  }
}

const finite = (value: number): number | undefined => (Number.isFinite(value) ? value : undefined)

const timed = ($: 'duration' | 'time', ms: number): Value | undefined => (Number.isFinite(ms) ? { $, ms } : undefined)
