import { api } from '../api.ts'
import { Say } from '../texts/Say.tsx'
import { say } from '../texts/say.ts'
import { useLiveList } from '../useLive.ts'
import { When } from '../When.tsx'
import { ShowMore } from './ShowMore.tsx'
import { Trouble } from './Trouble.tsx'

/** Messages that went to the inbox, the channel that always works. They left Tocsin by no other way. */
export function InboxPanel() {
  const inbox = useLiveList(['inbox'], api.inbox)
  return (
    <section aria-labelledby="inbox">
      <header>
        <h2 id="inbox">{say('inbox')}</h2>
        <span className="quiet">{say('notOutside')}</span>
      </header>
      <Trouble error={inbox.error} />
      {inbox.items?.length === 0 && <p className="quiet">{say('nothingHere')}</p>}
      <ul className="cards">
        {inbox.items?.map((entry) => (
          <li key={entry.id} data-severity={entry.severity} data-status={entry.status}>
            <h3 dir="auto">{entry.title}</h3>
            <p className="body" dir="auto">
              {entry.body}
            </p>
            <p className="quiet">
              <Say text="to" with={{ person: <bdi>{entry.recipient}</bdi> }} /> · <When at={entry.created_at} />
            </p>
          </li>
        ))}
      </ul>
      <ShowMore list={inbox} what="messages" />
    </section>
  )
}
