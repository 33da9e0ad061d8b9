/** Literals to what they are worth. Text that is no such literal gives NaN, which a check reports. */

import { millisecondsOf } from '../model/read-text.ts'

const powers: Readonly<Record<string, number>> = { '': 0, K: 1, M: 2, G: 3, T: 4, P: 5 }

export const readNumber = (text: string): number => Number(text.replaceAll('_', ''))

export const readPercent = (text: string): number => Number(text.slice(0, -1))

/** `1h30m` in milliseconds; a day has 24 hours (D96). */
export function readDuration(text: string): number {
  let sum = 0
  for (const [, amount, unit] of text.matchAll(/(\d+)(ms|s|m|h|d|w)/gu))
    sum += Number(amount) * (millisecondsOf[unit ?? ''] ?? 0)
  return sum
}

/** `20GiB` in bytes: `kB` counts by 1000, `KiB` by 1024 (D96). */
export function readSize(text: string): number {
  const read = /^(\d+(?:\.\d+)?)([kKMGTP]?)(i?)B$/u.exec(text)
  if (!read) return Number.NaN
  const [, amount, prefix, binary] = read
  return Math.round(Number(amount) * (binary ? 1024 : 1000) ** (powers[(prefix ?? '').toUpperCase()] ?? 0))
}

/** The segments of `label["k8s.io/app"]`, `host.body.items[0]`. */
export function readPath(text: string): (string | number)[] {
  const segments: (string | number)[] = []
  for (const [, name, quoted, index] of text.matchAll(
    /(?:^|\.)([\p{L}_][\p{L}\p{M}\p{N}_]*)|\["((?:\\[^\n]|[^"\\\n])*)"\]|\[(\d+)\]/gu,
  )) {
    if (name !== undefined) segments.push(name.normalize('NFC'))
    else if (quoted !== undefined) segments.push(quoted.replace(/\\([^\n])/gu, '$1').normalize('NFC'))
    else segments.push(Number(index))
  }
  return segments
}
