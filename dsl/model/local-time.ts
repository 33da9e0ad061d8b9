/**
 * Local calendar time as a number: milliseconds that 1970-01-01T00:00 would be away if the zone's clocks had never been
 * changed. Adding a day to it is adding a calendar day.
 */
import { IANAZone } from 'luxon'

export const dayMs = 86_400_000

const zones = new Map<string, IANAZone>()

/** @throws {RangeError} when there is no such zone; checks refuse it before (E404) */
function zoneOf(name: string): IANAZone {
  const known = zones.get(name)
  if (known) return known
  const zone = IANAZone.create(name)
  if (!zone.isValid) throw new RangeError(`There is no time zone "${name}". Use a name like "Europe/London".`)
  zones.set(name, zone)
  return zone
}

const offsetMs = (zone: IANAZone, instant: number): number => Math.round(zone.offset(instant) * 60_000)

/** What the clocks of a zone show at an instant. */
export const localOf = (instant: number, zone: string): number => instant + offsetMs(zoneOf(zone), instant)

/**
 * The instant at which the clocks of a zone show a local time. One that is skipped means the first instant after the gap,
 * one that comes twice the first of the two (D119).
 */
export function instantOf(local: number, zone: string): number {
  const found = zoneOf(zone)
  // No zone is further than a day from UTC, so the offsets in force around the time are among these two.
  const candidates = [local - dayMs, local + dayMs]
    .map((near) => local - offsetMs(found, near))
    .filter((instant) => instant + offsetMs(found, instant) === local)
  if (candidates.length > 0) return Math.min(...candidates)
  // In the gap: the clocks jump over the time at one instant between the two; halve until it is found.
  let before = local - dayMs
  let after = local + dayMs
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (middle + offsetMs(found, middle) >= local) after = middle
    else before = middle
  }
  return after
}

/** Days since 1970-01-01 of a local time. */
export const dayOf = (local: number): number => Math.floor(local / dayMs)

/** Monday 1 … Sunday 7. 1970-01-01 was a Thursday. */
export const isoWeekday = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1

export const isoDate = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10)

/** Local milliseconds of `2026-01-05` or `2026-01-05T09:00[:05]`; NaN for anything else. */
export const localFromText = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`)
