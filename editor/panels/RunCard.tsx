import { oneLine } from '../../dsl/model/clean-text.ts'
import type { Run } from '../api.ts'
import { Say } from '../texts/Say.tsx'
import { say } from '../texts/say.ts'
import { useHash } from '../useHash.ts'
import { When } from '../When.tsx'
import { WithTimes } from '../WithTimes.tsx'
import { RunSteps } from './RunSteps.tsx'

/** One run, named for the alert that leads it; open, with its steps. */
export function RunCard({ run, open, onOpen }: { run: Run; open: boolean; onOpen?: () => void }) {
  const { to } = useHash()
  const rule = run.rule ?? say('action')
  return (
    <li data-status={run.status}>
      <h3>
        <span className="tag state">{say(`status.${run.status}`)}</span>{' '}
        <a href={to({ focus: { kind: 'run', id: run.id } })}>
          <bdi>{oneLine(run.title ?? rule)}</bdi>
        </a>
      </h3>
      <p className="quiet">
        {run.severity && (
          <>
            <span className="tag severity" data-severity={run.severity}>
              {say(`severity.${run.severity}`)}
            </span>{' '}
          </>
        )}
        {run.rule ? <Say text="rule" with={{ name: <bdi>{rule}</bdi> }} /> : rule}
        {run.alert_count > 1 && ` · ${say('alertCount', { n: run.alert_count })}`}
        {' · '}
        {run.started_at ? <When at={run.started_at} /> : say('notStarted')}
        {run.waiting_for && (
          <>
            {' · '}
            <Say
              text="waitingFor"
              with={{
                what: (
                  <bdi>
                    <WithTimes text={run.waiting_for} />
                  </bdi>
                ),
              }}
            />
          </>
        )}
        {run.message && (
          <>
            {' · '}
            <bdi>{run.message}</bdi>
          </>
        )}
        {run.temporal_url && (
          <>
            {' · '}
            <a href={run.temporal_url} target="_blank" rel="noreferrer">
              {say('openInTemporal')}
            </a>
          </>
        )}
      </p>
      {open ? (
        <RunSteps id={run.id} />
      ) : (
        <p className="buttons">
          <button
            type="button"
            onClick={onOpen}
            aria-expanded={false}
            aria-label={say('showStepsOf', { rule, title: run.title ?? '' })}
          >
            {say('showSteps')}
          </button>
        </p>
      )}
    </li>
  )
}
