import { useMemo, useSyncExternalStore } from 'react'
import { formatHash, parseHash, type View } from './hash.ts'

const listen = (changed: () => void) => {
  addEventListener('hashchange', changed)
  return () => removeEventListener('hashchange', changed)
}

/** The view that the address names, and the address of it with something changed: filters stay when a link is followed. */
export function useHash(): { readonly view: View; readonly to: (change: Partial<View>) => string } {
  const hash = useSyncExternalStore(listen, () => location.hash)
  return useMemo(() => {
    const view = parseHash(hash)
    return { view, to: (change) => formatHash({ ...view, ...change }) }
  }, [hash])
}
