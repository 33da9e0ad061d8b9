/** Whom a target means in a virtual world: schedules of the rules, and everybody else by the name (D115, D116). */
import { levelReached, onCall, type ScheduleSpec, scheduleOf } from '../model/schedule.ts'

type Schedules = Readonly<Record<string, ScheduleSpec>>

export interface Meant {
  /** Handles with `@`, rooms and addresses. */
  readonly people: readonly string[]
  /** The level that has somebody: the one asked for, or the next above it. */
  readonly level: number
}

/** Nobody is on call at any level from there: the fallback receiver stands in (D18). */
const fallback = ['@admin']

/** @param target `@handle`, room or address */
export function meant(schedules: Schedules, target: string, level: number, now: number): Meant {
  const schedule = target.startsWith('@') ? scheduleOf(schedules, target.slice(1)) : null
  if (schedule === null) return { people: [target], level: 1 }
  const last = Math.max(0, ...schedule.levels.map((one) => one.level))
  const first = Math.min(level, last)
  for (let tried = first; tried <= last; tried++) {
    const people = onCall(schedule, tried, now)
    if (people.length > 0) return { people: [...new Set(people)].map((name) => `@${name}`), level: tried }
  }
  return { people: fallback, level: first }
}

/** The level that an `escalate` without a number pages. */
export function nextLevel(
  schedules: Schedules,
  target: string,
  highestPaged: number,
  firstPagedAt: number | null,
  now: number,
): number {
  const schedule = scheduleOf(schedules, target.slice(1))
  return schedule ? levelReached(schedule, highestPaged, firstPagedAt, now) : 1
}
