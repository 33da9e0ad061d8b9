/** Which names people may bear, so that `@name` in a rule means one of them and nothing else. */
import type { ScheduleSpec } from '../../dsl/model/schedule.ts'
import type { Store } from '../store/contract.ts'
import { allUsers } from './all-users.ts'

/** As rules write it behind `@`: the token `handle` of `dsl/syntax/lexer.ts`. */
export const handlePattern = String.raw`[\p{L}_](?:[\p{L}\p{M}\p{N}_.\-]*[\p{L}\p{M}\p{N}_])?`
export const longestHandle = 64
const form = new RegExp(`^${handlePattern}$`, 'u')

/** The handle that a text names, with or without `@` before it; null where it is none. */
export function readHandle(text: string): string | null {
  const handle = text.replace(/^@/, '').normalize('NFC')
  // What every object of JavaScript has is found in each table of names.
  return handle.length <= longestHandle && form.test(handle) && !(handle in {}) ? handle : null
}

/** Who or what bears the name already. */
export interface Bearer {
  readonly kind: 'person' | 'schedule'
  readonly name: string
}

/**
 * The person or schedule that a new person of that handle would be taken for: small and capital letters do not tell people
 * apart, and a person comes before a schedule of the same name, whose people then are paged no more.
 * @param schedules those of the live rule set, by name
 */
export async function bearerOf(
  store: Pick<Store, 'users'>,
  tenant: string,
  schedules: Readonly<Record<string, ScheduleSpec>>,
  handle: string,
): Promise<Bearer | null> {
  const same = (name: string) => fold(name) === fold(handle)
  // A fresh install has `oncall` without a declaration (D17).
  const schedule = [...Object.keys(schedules), 'oncall'].find(same)
  if (schedule !== undefined) return { kind: 'schedule', name: schedule }
  const person = (await allUsers(store, tenant)).find((user) => same(user.handle))
  return person === undefined ? null : { kind: 'person', name: person.handle }
}

const fold = (name: string): string => name.normalize('NFC').toLowerCase()
