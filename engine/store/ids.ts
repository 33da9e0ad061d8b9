import { randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

/** What an id's prefix says it names (D44). */
const idPrefixes = {
  event: 'evt',
  alert: 'alert',
  incident: 'inc',
  decision: 'dec',
  timeline: 'tl',
  outbox: 'out',
  run: 'run',
  action: 'act',
  watch: 'watch',
  delivery: 'dlv',
  inbox: 'inbox',
  deadLetter: 'dead',
  ruleSet: 'ruleset',
  user: 'user',
  key: 'key',
  installation: 'tocsin',
} as const

/** Randomness for 256 ids at a time: asking for 16 bytes at each id cost as much as validating an alert. */
const pool = new Uint8Array(4096)
let used = pool.length
let ms = 0
let sequence = 0

/** The counter starts anew in each millisecond and goes on where the clock stands still or goes back. */
function uuid(): string {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + 16)
  used += 16
  const now = Date.now()
  if (now > ms) {
    ms = now
    sequence = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1
  } else {
    sequence = (sequence + 1) >>> 0
    if (sequence === 0) ms += 1
  }
  return v7({ msecs: ms, seq: sequence, random })
}

/** A new id: prefix and UUIDv7 without dashes, at most 40 characters, rising within one process. */
export const newId = (of: keyof typeof idPrefixes): string => `${idPrefixes[of]}_${uuid().replaceAll('-', '')}`
