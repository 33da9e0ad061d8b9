import { useState } from 'react'
import { api, type Run } from '../api.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { RunSteps } from './RunSteps.tsx'
import { Trouble } from './Trouble.tsx'

/** The newest runs; each opens to its steps, live. */
export function RunPanel() {
  const runs = useLive(['runs'], api.runs)
  const [open, setOpen] = useState<string | null>(null)
  const newest = runs.data?.items[0]?.id ?? null
  const shown = open ?? newest
  return (
    <section aria-labelledby="runs">
      <header>
        <h2 id="runs">Runs</h2>
      </header>
      <Trouble error={runs.error} />
      {runs.data?.items.length === 0 && (
        <p className="quiet">No run yet. A run starts when a rule in your rules folder takes an alert.</p>
      )}
      <ul className="cards">
        {runs.data?.items.map((run) => (
          <RunCard key={run.id} run={run} open={run.id === shown} onOpen={() => setOpen(run.id)} />
        ))}
      </ul>
    </section>
  )
}

/** One run; open, with its steps. */
export function RunCard({ run, open, onOpen }: { run: Run; open: boolean; onOpen: () => void }) {
  const from = run.started_at
  return (
    <li data-status={run.status}>
      <h3>
        <span className="tag state">{run.status}</span> <bdi>{run.rule ?? 'Action'}</bdi>
      </h3>
      <p className="quiet">
        {from ? <When at={from} /> : 'not started'}
        {run.waiting_for && ` · waiting for ${run.waiting_for}`}
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
              open in Temporal
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
            aria-label={`Show steps of ${run.rule ?? 'Action'}`}
          >
            Show steps
          </button>
        </p>
      )}
    </li>
  )
}
