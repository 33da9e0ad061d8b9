import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Alert, api } from '../api.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { FirstAlert } from './FirstAlert.tsx'
import { Trouble } from './Trouble.tsx'

const statuses = ['', 'active', 'acknowledged', 'suppressed', 'resolved'] as const

/** The newest alerts, with acknowledge and resolve. */
export function AlertPanel() {
  const [status, setStatus] = useState<string>('')
  const alerts = useLive(['alerts', status], () => api.alerts(status))
  return (
    <section aria-labelledby="alerts">
      <header>
        <h2 id="alerts">Alerts</h2>
        <label>
          Status{' '}
          <select value={status} onChange={(change) => setStatus(change.target.value)}>
            {statuses.map((name) => (
              <option key={name} value={name}>
                {name || 'all'}
              </option>
            ))}
          </select>
        </label>
      </header>
      <Trouble error={alerts.error} />
      {alerts.data?.items.length === 0 && (status ? <p className="quiet">No alert is {status}.</p> : <FirstAlert />)}
      <ul className="cards">
        {alerts.data?.items.map((alert) => (
          <AlertCard key={alert.id} alert={alert} />
        ))}
      </ul>
      {alerts.data?.next_cursor && <p className="quiet">The 50 newest; older ones by the API.</p>}
    </section>
  )
}

/** One alert with what can be done about it. */
export function AlertCard({ alert }: { alert: Alert }) {
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (action: 'acknowledge' | 'resolve') => api[action](alert.id),
    onSettled: () => queries.invalidateQueries(),
  })
  const open = alert.status !== 'resolved'
  return (
    <li data-severity={alert.severity}>
      <h3>
        <span className="tag severity">{alert.severity}</span> <bdi>{alert.title}</bdi>
      </h3>
      {alert.description && (
        <p className="body" dir="auto">
          {alert.description}
        </p>
      )}
      <p className="quiet">
        <span className="tag">{alert.status}</span>
        {alert.acknowledged_by && (
          <>
            {' by '}
            <bdi>{alert.acknowledged_by}</bdi>
          </>
        )}
        {' · '}
        <bdi>{alert.source}</bdi> · <When at={alert.received_at} />
        {alert.count > 1 && ` · ${alert.count} times`}
        {!alert.matched && ' · no rule took it'}
      </p>
      {open && (
        <p className="buttons">
          {alert.status !== 'acknowledged' && (
            <button type="button" disabled={act.isPending} onClick={() => act.mutate('acknowledge')}>
              Acknowledge
            </button>
          )}
          <button type="button" disabled={act.isPending} onClick={() => act.mutate('resolve')}>
            Resolve
          </button>
        </p>
      )}
      <Trouble error={act.error} />
    </li>
  )
}
