/** On-call schedules: who is asked first, second, third, and when it is whose turn (D116, D119). */
import type { WindowSpec } from './expression.ts'
import { instantOf, localOf } from './local-time.ts'
import { isDuring } from './window.ts'

export interface ScheduleSpec {
  readonly name: string
  readonly zone: string
  /** In the order of their numbers. */
  readonly levels: readonly LevelSpec[]
}
export interface LevelSpec {
  readonly level: number
  readonly rota: RotaSpec
  /** Handles without `@`, in order of turns. */
  readonly people: readonly string[]
  /** This long after the first page the ladder has reached this level; null: not by time. */
  readonly afterMs: number | null
}
export type RotaSpec =
  | { readonly kind: 'always' }
  /** `fromLocal`: local calendar time as in `local-time.ts`. */
  | { readonly kind: 'rotate'; readonly everyMs: number; readonly fromLocal: number }
  | { readonly kind: 'during'; readonly window: WindowSpec }

/** Whom a fresh install pages (D17): `@oncall`, whose only member is `@admin`, unless the rule set declares its own. */
const builtIn: Readonly<Record<string, ScheduleSpec>> = {
  oncall: {
    name: 'oncall',
    zone: 'UTC',
    levels: [{ level: 1, rota: { kind: 'always' }, people: ['admin'], afterMs: null }],
  },
}

/** The schedule of a name, declared or built in; null where there is none. */
export function scheduleOf(declared: Readonly<Record<string, ScheduleSpec>>, name: string): ScheduleSpec | null {
  const own = Object.hasOwn(declared, name) ? declared[name] : undefined
  return own ?? (Object.hasOwn(builtIn, name) ? builtIn[name] : undefined) ?? null
}

/**
 * Who is on call at a level: all its people with `always` and inside `during`, one with `rotate`; nobody when there is no
 * such level, outside the window, and before the rotation began.
 * @param now milliseconds since 1970 UTC
 */
export function onCall(schedule: ScheduleSpec, level: number, now: number): readonly string[] {
  const found = schedule.levels.find((candidate) => candidate.level === level)
  if (!found) return []
  switch (found.rota.kind) {
    case 'always':
      return found.people
    case 'during':
      return isDuring(found.rota.window, now) ? found.people : []
    case 'rotate': {
      const turn = turnAt(found.rota, schedule.zone, now)
      const person = turn < 0 ? undefined : found.people[turn % found.people.length]
      return person === undefined ? [] : [person]
    }
  }
}

/** Which turn it is, from 0. Steps in local calendar time, so a week's turn begins at the same hour in summer. */
function turnAt(rota: RotaSpec & { kind: 'rotate' }, zone: string, now: number): number {
  const begins = (turn: number): number => instantOf(rota.fromLocal + turn * rota.everyMs, zone)
  // By what the clocks show; at most a step off where they were just changed.
  let turn = Math.floor((localOf(now, zone) - rota.fromLocal) / rota.everyMs)
  while (begins(turn) > now) turn--
  while (begins(turn + 1) <= now) turn++
  return turn
}

/**
 * The level that a ladder without a number has reached (D116): the highest whose `after` has passed since the first page,
 * or the next above the highest paged, whichever is higher; beyond the last, the last again.
 * @param highestPaged 0 before the first page
 */
export function levelReached(
  schedule: ScheduleSpec,
  highestPaged: number,
  firstPagedAt: number | null,
  now: number,
): number {
  const levels = schedule.levels.map(({ level }) => level)
  const next = levels.find((level) => level > highestPaged) ?? levels.at(-1) ?? 1
  if (firstPagedAt === null) return next
  const passed = schedule.levels.filter(({ afterMs }) => afterMs !== null && afterMs <= now - firstPagedAt)
  return Math.max(next, ...passed.map(({ level }) => level))
}
