import {
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import type { Page } from './api.ts'

const usualMs = 2_000

/**
 * Reads from the API and reads again every two seconds while the page is in view.
 * @param key names the data; a change of it reads at once
 * @param everyMs for what is large or changes seldom
 */
export function useLive<T>(key: readonly string[], read: () => Promise<T>, everyMs = usualMs): UseQueryResult<T> {
  return useQuery({ queryKey: key, queryFn: read, refetchInterval: everyMs })
}

/** A list of the API from its start, as far as the reader has asked for. */
export interface LiveList<T> {
  /** Undefined before the first answer. */
  readonly items: readonly T[] | undefined
  readonly error: Error | null
  readonly more: { readonly show: () => void; readonly busy: boolean } | null
}

/**
 * Reads a list page by page, and all pages shown again and again: what is new comes in at the top, what has changed changes
 * where it stands. The more pages are shown, the more seldom, so that a long list asks no more than a short one.
 * @param read one page behind a cursor, the first one for null
 */
export function useLiveList<T>(key: readonly string[], read: (cursor: string | null) => Promise<Page<T>>): LiveList<T> {
  const list: UseInfiniteQueryResult<InfiniteData<Page<T>>> = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: ({ state }) => usualMs * Math.max(1, state.data?.pages.length ?? 1),
  })
  return {
    items: list.data?.pages.flatMap((page) => page.items),
    error: list.error,
    more: list.hasNextPage ? { show: () => void list.fetchNextPage(), busy: list.isFetchingNextPage } : null,
  }
}
