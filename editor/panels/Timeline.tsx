import type { Alert, TimelineEntry } from '../api.ts'
import { When } from '../When.tsx'

/** The labels of an alert and what has happened to it, oldest first. */
export function Timeline({ alert }: { alert: Alert & { timeline: readonly TimelineEntry[] } }) {
  const labels = Object.entries(alert.labels)
  return (
    <>
      {labels.length > 0 && (
        <ul className="labels" aria-label="Labels">
          {labels.map(([name, value]) => (
            <li key={name}>
              <code>
                <bdi>{name}</bdi>=<bdi>{value}</bdi>
              </code>
            </li>
          ))}
        </ul>
      )}
      <ol className="timeline" aria-label="Timeline">
        {alert.timeline.map((entry) => (
          <li key={entry.id}>
            <bdi>{entry.text}</bdi>{' '}
            <span className="quiet">
              <bdi>{entry.actor}</bdi> · <When at={entry.at} />
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
