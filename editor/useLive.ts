import { type UseQueryResult, useQuery } from '@tanstack/react-query'

/**
 * Reads from the API and reads again every two seconds while the page is in view.
 * @param key names the data; a change of it reads at once
 * @param everyMs for what is large or changes seldom
 */
export function useLive<T>(key: readonly string[], read: () => Promise<T>, everyMs = 2_000): UseQueryResult<T> {
  return useQuery({ queryKey: key, queryFn: read, refetchInterval: everyMs })
}
