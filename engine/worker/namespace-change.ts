import type { Log } from '../observability/log.ts'
import type { Store } from '../store/contract.ts'

/** TEMPORAL_NAMESPACE is another one than before while runs are open. */
export interface NamespaceChange {
  readonly before: string
  /** Open runs. */
  readonly runs: number
  /** What it means, in one sentence. */
  readonly text: string
}

/** @returns null where it is as it was, or where no run is concerned */
export async function namespaceChange(
  store: Pick<Store, 'namespace' | 'runs'>,
  namespace: string,
): Promise<NamespaceChange | null> {
  const before = await store.namespace.last()
  if (before === null || before === namespace) return null
  const runs = await store.runs.countOpen()
  if (runs === 0) return null
  const text = `TEMPORAL_NAMESPACE was "${before}" and is "${namespace}", where the ${runs} open run(s) of "${before}" are not: a worker starts each again from its first step.`
  return { before, runs, text }
}

/** Says at the start of a worker that the namespace was changed, then remembers the new one. */
export async function watchNamespace(
  store: Pick<Store, 'namespace' | 'runs'>,
  namespace: string,
  log: Log,
): Promise<void> {
  const change = await namespaceChange(store, namespace)
  if (change) {
    const { before, runs, text } = change
    log.warn({ before, namespace, runs }, `${text} End in Temporal what stands still in "${before}".`)
  }
  await store.namespace.remember(namespace)
}
