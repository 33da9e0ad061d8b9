/** Things by their name, with the names as a type. */
export type Registry<T extends { readonly name: string }> = { readonly [K in T['name']]: Extract<T, { name: K }> }

/** @throws {Error} at start-up when a name is used twice */
export function registry<const T extends { readonly name: string }>(entries: readonly T[]): Registry<T> {
  const byName: Record<string, T> = Object.create(null)
  for (const entry of entries) {
    if (entry.name in byName) throw new Error(`The name "${entry.name}" is registered twice.`)
    byName[entry.name] = entry
  }
  return byName as Registry<T>
}

/** Look-up by a name that comes from outside; own names only. */
export const entryOf = <T>(entries: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(entries, name) ? entries[name] : undefined
