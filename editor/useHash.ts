import { useSyncExternalStore } from 'react'

/** What a link of a message points to. */
export type Focus = { readonly kind: 'run' | 'incident'; readonly id: string } | null

const listen = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/** Reads `#run=ID` and `#incident=ID`, as messages write them; anything else is no focus. */
export function useHash(): Focus {
  const hash = useSyncExternalStore(listen, () => location.hash)
  const entry = [...new URLSearchParams(hash.slice(1))][0]
  const [kind, id] = entry ?? []
  return (kind === 'run' || kind === 'incident') && id ? { kind, id } : null
}
