import { type UseQueryResult, useQuery } from '@tanstack/react-query'

/**
 * Reads from the API and reads again every two seconds while the page is in view.
 * @param key names the data; a change of it reads at once
 */
export function useLive<T>(key: readonly string[], read: () => Promise<T>): UseQueryResult<T> {
  return useQuery({ queryKey: key, queryFn: read, refetchInterval: 2_000 })
}
