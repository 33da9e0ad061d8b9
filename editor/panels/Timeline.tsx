import { oneLine } from '../../dsl/model/clean-text.ts'
import { type Alert, api } from '../api.ts'
import { say } from '../texts/say.ts'
import { type TimelineLine, timelineOf } from '../timeline.ts'
import { useHash } from '../useHash.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { Trouble } from './Trouble.tsx'

/** The labels of an alert. */
export function Labels({ alert }: { alert: Alert }) {
  const labels = Object.entries(alert.labels)
  if (labels.length === 0) return null
  return (
    <ul className="labels" aria-label={say('labels')}>
      {labels.map(([name, value]) => (
        <li key={name}>
          <code>
            <bdi>{name}</bdi>=<bdi>{value}</bdi>
          </code>
        </li>
      ))}
    </ul>
  )
}

/** What has happened, oldest first. */
export function Timeline({ lines }: { lines: readonly TimelineLine[] }) {
  const { to } = useHash()
  return (
    <ol className="timeline" aria-label={say('timeline')}>
      {lines.map(({ entry, alert }) => (
        <li key={entry.id}>
          <bdi>{entry.text}</bdi>{' '}
          <span className="quiet">
            {alert && (
              <>
                <a href={to({ focus: { kind: 'alert', id: alert.id } })}>
                  <bdi>{oneLine(alert.title)}</bdi>
                </a>
                {' · '}
              </>
            )}
            <bdi>{entry.actor}</bdi> · <When at={entry.at} />
          </span>
        </li>
      ))}
    </ol>
  )
}

/** Every alert's timeline is a request of its own: of a large incident these are read, and more seldom. */
const most = 10
const manyEveryMs = 10_000

/** What has happened to the alerts of an incident, as one timeline. */
export function TimelineOfAlerts({ alerts }: { alerts: readonly Alert[] }) {
  const ids = alerts.slice(0, most).map(({ id }) => id)
  const read = () => Promise.all(ids.map((id) => api.alert(id)))
  const found = useLive(['timelines', ...ids], read, ids.length > 1 ? manyEveryMs : undefined)
  return (
    <section aria-labelledby="timeline">
      <h3 id="timeline">{say('timeline')}</h3>
      <Trouble error={found.error} />
      {alerts.length > most && <p className="quiet">{say('timelineOfFirst', { n: most })}</p>}
      {found.data && <Timeline lines={timelineOf(found.data)} />}
    </section>
  )
}
