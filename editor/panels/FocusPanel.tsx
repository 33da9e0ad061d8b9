import { api } from '../api.ts'
import { useLive } from '../useLive.ts'
import type { Focus } from '../useHash.ts'
import { AlertCard } from './AlertPanel.tsx'
import { RunCard } from './RunPanel.tsx'
import { Trouble } from './Trouble.tsx'

/** What the link of a message points to, on top of everything else. */
export function FocusPanel({ focus }: { focus: NonNullable<Focus> }) {
  return (
    <section aria-labelledby="focus" className="focus">
      <header>
        <h2 id="focus">{focus.kind === 'run' ? 'This run' : 'This incident'}</h2>
        <a href="#all">Show everything</a>
      </header>
      {focus.kind === 'run' ? <OneRun id={focus.id} /> : <OneIncident id={focus.id} />}
    </section>
  )
}

function OneRun({ id }: { id: string }) {
  const run = useLive(['run', id], () => api.run(id))
  return (
    <>
      <Trouble error={run.error} />
      <ul className="cards">{run.data && <RunCard run={run.data} open onOpen={() => undefined} />}</ul>
    </>
  )
}

function OneIncident({ id }: { id: string }) {
  const alerts = useLive(['alerts-of', id], () => api.alertsOf(id))
  const runs = useLive(['runs-of', id], () => api.runsOf(id))
  const none = alerts.data?.items.length === 0 && runs.data?.items.length === 0
  return (
    <>
      <Trouble error={alerts.error ?? runs.error} />
      {none && <p className="quiet">No incident bears the id {id}.</p>}
      <ul className="cards">
        {alerts.data?.items.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
        {runs.data?.items.map((run) => (
          <RunCard key={run.id} run={run} open onOpen={() => undefined} />
        ))}
      </ul>
      {alerts.data?.next_cursor && <p className="quiet">The 50 newest alerts; older ones by the API.</p>}
    </>
  )
}
