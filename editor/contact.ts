import { useSyncExternalStore } from 'react'

/** Whether Tocsin answers, and when it last did. */
export interface Contact {
  readonly reachable: boolean
  /** Milliseconds since 1970; null before the first answer. */
  readonly answeredAt: number | null
}

let contact: Contact = { reachable: true, answeredAt: null }
const listeners = new Set<() => void>()
/** Kept to whole seconds: a page of four lists would else draw its banner anew for each answer. */
const wholeSecond = () => Math.floor(Date.now() / 1_000) * 1_000

/** Every call of the API notes here whether it was answered. */
export function noteContact(reachable: boolean): void {
  const answeredAt = reachable ? wholeSecond() : contact.answeredAt
  if (contact.reachable === reachable && contact.answeredAt === answeredAt) return
  contact = { reachable, answeredAt }
  for (const changed of listeners) changed()
}

const listen = (changed: () => void) => {
  listeners.add(changed)
  return () => void listeners.delete(changed)
}
export const useContact = (): Contact => useSyncExternalStore(listen, () => contact)
