import type { LiveList } from '../useLive.ts'

/** The way to the older entries of a list, where there are any. */
export function ShowMore({ list, what }: { list: Pick<LiveList<unknown>, 'more'>; what: string }) {
  if (!list.more) return null
  return (
    <p className="buttons more">
      <button type="button" disabled={list.more.busy} onClick={list.more.show} aria-label={`Show more ${what}`}>
        {list.more.busy ? 'Loading…' : 'Show more'}
      </button>
    </p>
  )
}
