import { severities } from '../../dsl/model/severity.ts'
import { api } from '../api.ts'
import { parseHash, statuses, type View } from '../hash.ts'
import { useHash } from '../useHash.ts'
import { useLiveList } from '../useLive.ts'
import { AlertCard } from './AlertCard.tsx'
import { FirstAlert } from './FirstAlert.tsx'
import { ShowMore } from './ShowMore.tsx'
import { Trouble } from './Trouble.tsx'

/** The newest alerts, with acknowledge and resolve. Which ones stands in the address, so that it can be passed on. */
export function AlertPanel() {
  const { view, to } = useHash()
  const { status, severity } = view
  const alerts = useLiveList(['alerts', status, severity], (cursor) => api.alerts({ status, severity }, cursor))
  const wanted = [status, severity].filter(Boolean).join(' and ')
  return (
    <section aria-labelledby="alerts">
      <header>
        <h2 id="alerts">Alerts</h2>
        <span className="filters">
          <Filter name="severity" words={severities} view={view} to={to} />
          <Filter name="status" words={statuses} view={view} to={to} />
        </span>
      </header>
      <Trouble error={alerts.error} />
      {alerts.items?.length === 0 && (wanted ? <p className="quiet">No alert is {wanted}.</p> : <FirstAlert />)}
      <ul className="cards">
        {alerts.items?.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      <ShowMore list={alerts} what="alerts" />
    </section>
  )
}

interface FilterProps {
  name: 'severity' | 'status'
  words: readonly string[]
  view: View
  to: (change: Partial<View>) => string
}

function Filter({ name, words, view, to }: FilterProps) {
  const choose = (word: string) => {
    // Read as an address is: only words that it may hold get through.
    location.hash = to({ [name]: parseHash(`#${name}=${word}`)[name] })
  }
  return (
    <label>
      {name === 'severity' ? 'Severity' : 'Status'}{' '}
      <select value={view[name]} onChange={(change) => choose(change.target.value)}>
        {['', ...words].map((word) => (
          <option key={word} value={word}>
            {word || 'all'}
          </option>
        ))}
      </select>
    </label>
  )
}
