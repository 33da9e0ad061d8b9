import { nestSteps, type StepNode } from '../../dsl/model/nest-steps.ts'
import { api, type Step } from '../api.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { Trouble } from './Trouble.tsx'

/** The steps of one run as the rule writes them: what happens on timeout or on error stands under its step. */
export function RunSteps({ id }: { id: string }) {
  const run = useLive(['run', id], () => api.run(id))
  return (
    <>
      <Trouble error={run.error} />
      {run.data && run.data.steps.length > 0 && <StepList nodes={nestSteps(run.data.steps)} />}
    </>
  )
}

function StepList({ nodes }: { nodes: readonly StepNode<Step>[] }) {
  return (
    <ol className="steps">
      {nodes.map(({ step, branch, inner }) => (
        <li key={step.id}>
          <div data-status={step.status}>
            {branch && <span className="quiet">{branch}: </span>}
            <span className="tag state">{step.status}</span> <bdi>{step.title}</bdi>
            <span className="quiet">
              {step.attempts > 1 && ` · ${step.attempts} attempts`}
              {step.status === 'waiting' && step.waiting_until && (
                <>
                  {' · time is up '}
                  <When at={step.waiting_until} />
                </>
              )}
              {step.detail && (
                <>
                  {' · '}
                  <bdi>{step.detail}</bdi>
                </>
              )}
            </span>
          </div>
          {inner.length > 0 && <StepList nodes={inner} />}
        </li>
      ))}
    </ol>
  )
}
