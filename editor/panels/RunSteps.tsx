import { api } from '../api.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { Trouble } from './Trouble.tsx'

/** The steps of one run in the order in which they came up. */
export function RunSteps({ id }: { id: string }) {
  const run = useLive(['run', id], () => api.run(id))
  return (
    <>
      <Trouble error={run.error} />
      <ol className="steps">
        {run.data?.steps.map((step) => (
          <li key={step.id} data-status={step.status}>
            <span className="tag state">{step.status}</span> {step.title}
            <span className="quiet">
              {step.attempts > 1 && ` · ${step.attempts} attempts`}
              {step.status === 'waiting' && step.waiting_until && (
                <>
                  {' · time is up '}
                  <When at={step.waiting_until} />
                </>
              )}
              {step.detail && ` · ${step.detail}`}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
