import { useState } from 'react'
import { api } from '../api.ts'
import { useLiveList } from '../useLive.ts'
import { RunCard } from './RunCard.tsx'
import { ShowMore } from './ShowMore.tsx'
import { Trouble } from './Trouble.tsx'

/** The newest runs; each opens to its steps, live. */
export function RunPanel() {
  const runs = useLiveList(['runs'], api.runs)
  const [open, setOpen] = useState<string | null>(null)
  const newest = runs.items?.[0]?.id ?? null
  const shown = open ?? newest
  return (
    <section aria-labelledby="runs">
      <header>
        <h2 id="runs">Runs</h2>
      </header>
      <Trouble error={runs.error} />
      {runs.items?.length === 0 && (
        <p className="quiet">No run yet. A run starts when a rule in your rules folder takes an alert.</p>
      )}
      <ul className="cards">
        {runs.items?.map((run) => (
          <RunCard key={run.id} run={run} open={run.id === shown} onOpen={() => setOpen(run.id)} />
        ))}
      </ul>
      <ShowMore list={runs} what="runs" />
    </section>
  )
}
