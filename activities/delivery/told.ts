import type { DeliveryRecord } from '../dependencies.ts'

/** One place where messages of an incident arrived. */
export type Told = Pick<DeliveryRecord, 'target' | 'connection' | 'address' | 'resolve'>

/**
 * Everybody whom an incident has told, once per (connection, target) (D6). `resolve` is true when any message to them
 * asked for the notice at the end.
 * @param records oldest first
 */
export function toldOf(records: readonly DeliveryRecord[]): Told[] {
  const places = new Map<string, Told>()
  for (const { target, connection, address, resolve, status } of records) {
    if (status !== 'sent') continue
    const place = JSON.stringify([connection, target])
    const known = places.get(place)
    places.set(place, { target, connection, address, resolve: resolve || known?.resolve === true })
  }
  return [...places.values()]
}
