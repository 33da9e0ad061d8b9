import { useEffect, useRef } from 'react'
import { api } from '../api.ts'
import type { Focus } from '../hash.ts'
import { say } from '../texts/say.ts'
import { timelineOf } from '../timeline.ts'
import { useHash } from '../useHash.ts'
import { useLive, useLiveList } from '../useLive.ts'
import { AlertCard } from './AlertCard.tsx'
import { isNotFound, NotFound } from './NotFound.tsx'
import { RunCard } from './RunCard.tsx'
import { ShowMore } from './ShowMore.tsx'
import { Labels, Timeline, TimelineOfAlerts } from './Timeline.tsx'
import { Trouble } from './Trouble.tsx'

const titles = { alert: 'thisAlert', run: 'thisRun', incident: 'thisIncident' } as const
const bodies = { alert: OneAlert, run: OneRun, incident: OneIncident } as const

/** What the link of a message points to, alone on the page. */
export function FocusPanel({ focus }: { focus: Focus }) {
  const { to } = useHash()
  const heading = useRef<HTMLHeadingElement>(null)
  // The link may stand far down the page, and the reader, or their screen reader, is to be where it leads.
  useEffect(() => {
    heading.current?.focus()
    scrollTo(0, 0)
  }, [])
  const Body = bodies[focus.kind]
  return (
    <section aria-labelledby="focus" className="focus">
      <header>
        <h2 id="focus" ref={heading} tabIndex={-1}>
          {say(titles[focus.kind])}
        </h2>
        <a href={to({ focus: null })}>← {say('showEverything')}</a>
      </header>
      <Body focus={focus} />
    </section>
  )
}

function OneAlert({ focus }: { focus: Focus }) {
  const alert = useLive(['alert', focus.id], () => api.alert(focus.id))
  const runs = useLiveList(['runs-of-alert', focus.id], (cursor) => api.runsOf({ alert_id: focus.id }, cursor))
  if (isNotFound(alert.error)) return <NotFound focus={focus} />
  return (
    <>
      <Trouble error={alert.error ?? runs.error} />
      <ul className="cards">
        {alert.data && (
          <AlertCard alert={alert.data}>
            <Labels alert={alert.data} />
            <Timeline lines={timelineOf([alert.data])} />
          </AlertCard>
        )}
        {runs.items?.map((run) => (
          <RunCard key={run.id} run={run} open />
        ))}
      </ul>
      <ShowMore list={runs} what="runsOfAlert" />
    </>
  )
}

function OneRun({ focus }: { focus: Focus }) {
  const run = useLive(['run', focus.id], () => api.run(focus.id))
  if (isNotFound(run.error)) return <NotFound focus={focus} />
  return (
    <>
      <Trouble error={run.error} />
      <ul className="cards">{run.data && <RunCard run={run.data} open />}</ul>
      {run.data && <AlertsOf incident={run.data.incident_id} />}
    </>
  )
}

function AlertsOf({ incident }: { incident: string }) {
  const alerts = useLiveList(['alerts-of', incident], (cursor) => api.alertsOf(incident, cursor))
  return (
    <>
      <Trouble error={alerts.error} />
      <ul className="cards">
        {alerts.items?.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      <ShowMore list={alerts} what="alertsOfIncident" />
      {alerts.items && alerts.items.length > 0 && <TimelineOfAlerts alerts={alerts.items} />}
    </>
  )
}

function OneIncident({ focus }: { focus: Focus }) {
  const alerts = useLiveList(['alerts-of', focus.id], (cursor) => api.alertsOf(focus.id, cursor))
  const runs = useLiveList(['runs-of', focus.id], (cursor) => api.runsOf({ incident_id: focus.id }, cursor))
  if (alerts.items?.length === 0 && runs.items?.length === 0) return <NotFound focus={focus} />
  return (
    <>
      <Trouble error={runs.error} />
      <ul className="cards">
        {runs.items?.map((run) => (
          <RunCard key={run.id} run={run} open />
        ))}
      </ul>
      <ShowMore list={runs} what="runsOfIncident" />
      <AlertsOf incident={focus.id} />
    </>
  )
}
