import { useState } from 'react'
import { api } from '../api.ts'
import { say } from '../texts/say.ts'
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
        <h2 id="runs">{say('runs')}</h2>
      </header>
      <Trouble error={runs.error} />
      {runs.items?.length === 0 && <p className="quiet">{say('noRunYet')}</p>}
      <ul className="cards">
        {runs.items?.map((run) => (
          <RunCard key={run.id} run={run} open={run.id === shown} onOpen={() => setOpen(run.id)} />
        ))}
      </ul>
      <ShowMore list={runs} what="runs" />
    </section>
  )
}
