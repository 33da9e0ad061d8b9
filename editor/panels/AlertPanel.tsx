import { severities } from '../../dsl/model/severity.ts'
import { api } from '../api.ts'
import { parseHash, statuses, type View } from '../hash.ts'
import { say } from '../texts/say.ts'
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
  const wanted = [status && say(`status.${status}`), severity && say(`severity.${severity}`)]
    .filter(Boolean)
    .join(say('and'))
  return (
    <section aria-labelledby="alerts">
      <header>
        <h2 id="alerts">{say('alerts')}</h2>
        <span className="filters">
          <Filter name="severity" words={severities} nameOf={(word) => say(`severity.${word}`)} view={view} to={to} />
          <Filter name="status" words={statuses} nameOf={(word) => say(`status.${word}`)} view={view} to={to} />
        </span>
      </header>
      <Trouble error={alerts.error} />
      {alerts.items?.length === 0 &&
        (wanted ? <p className="quiet">{say('noAlertIs', { wanted })}</p> : <FirstAlert />)}
      <ul className="cards">
        {alerts.items?.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      <ShowMore list={alerts} what="alerts" />
    </section>
  )
}

interface FilterProps<W extends string> {
  name: 'severity' | 'status'
  words: readonly W[]
  nameOf: (word: W) => string
  view: View
  to: (change: Partial<View>) => string
}

function Filter<W extends string>({ name, words, nameOf, view, to }: FilterProps<W>) {
  const choose = (word: string) => {
    // Read as an address is: only words that it may hold get through.
    location.hash = to({ [name]: parseHash(`#${name}=${word}`)[name] })
  }
  return (
    <label>
      {say(name)}{' '}
      <select value={view[name]} onChange={(change) => choose(change.target.value)}>
        <option value="">{say('all')}</option>
        {words.map((word) => (
          <option key={word} value={word}>
            {nameOf(word)}
          </option>
        ))}
      </select>
    </label>
  )
}
