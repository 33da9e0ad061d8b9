import { say } from '../texts/say.ts'
import type { LiveList } from '../useLive.ts'

type What = 'alerts' | 'alertsOfIncident' | 'runs' | 'runsOfAlert' | 'runsOfIncident' | 'messages'

/** The way to the older entries of a list, where there are any. */
export function ShowMore({ list, what }: { list: Pick<LiveList<unknown>, 'more'>; what: What }) {
  if (!list.more) return null
  return (
    <p className="buttons more">
      <button type="button" disabled={list.more.busy} onClick={list.more.show} aria-label={say(`more.${what}`)}>
        {list.more.busy ? say('loading') : say('showMore')}
      </button>
    </p>
  )
}
