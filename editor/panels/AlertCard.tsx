import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { oneLine } from '../../dsl/model/clean-text.ts'
import { type Alert, api } from '../api.ts'
import { Say } from '../texts/Say.tsx'
import { say } from '../texts/say.ts'
import { useHash } from '../useHash.ts'
import { When } from '../When.tsx'
import { Trouble } from './Trouble.tsx'

/** One alert with what can be done about it. */
export function AlertCard({ alert, children }: { alert: Alert; children?: ReactNode }) {
  const { to } = useHash()
  const queries = useQueryClient()
  const act = useMutation({
    mutationFn: (action: 'acknowledge' | 'resolve') => api[action](alert.id),
    onSettled: () => queries.invalidateQueries(),
  })
  const open = alert.status !== 'resolved'
  const by = open ? alert.acknowledged_by : alert.resolved_by
  return (
    <li data-severity={alert.severity} data-status={alert.status}>
      <h3>
        <span className="tag severity" data-severity={alert.severity}>
          {say(`severity.${alert.severity}`)}
        </span>{' '}
        <a href={to({ focus: { kind: 'alert', id: alert.id } })}>
          <bdi>{oneLine(alert.title)}</bdi>
        </a>
      </h3>
      {alert.description && (
        <p className="body" dir="auto">
          {alert.description}
        </p>
      )}
      <p className="quiet">
        <span className="tag">{say(`status.${alert.status}`)}</span>
        {by && (
          <>
            {' '}
            <Say text="by" with={{ person: <bdi>{by}</bdi> }} />
          </>
        )}
        {' · '}
        <bdi>{alert.source}</bdi> · <When at={alert.received_at} />
        {alert.count > 1 && ` · ${say('times', { n: alert.count })}`}
        {!alert.matched && ` · ${say('noRuleTookIt')}`}
      </p>
      {open && (
        <p className="buttons">
          {alert.status !== 'acknowledged' && (
            <button type="button" disabled={act.isPending} onClick={() => act.mutate('acknowledge')}>
              {say('acknowledge')}
            </button>
          )}
          <button type="button" disabled={act.isPending} onClick={() => act.mutate('resolve')}>
            {say('resolve')}
          </button>
        </p>
      )}
      <Trouble error={act.error} undone={say('undone')} />
      {children}
    </li>
  )
}
