import { v7 } from 'uuid'

/** What an id's prefix says it names (D44). */
export const idPrefixes = {
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

/** A new id: prefix and UUIDv7 without dashes, at most 40 characters, rising within one process. */
export const newId = (of: keyof typeof idPrefixes): string => `${idPrefixes[of]}_${v7().replaceAll('-', '')}`
