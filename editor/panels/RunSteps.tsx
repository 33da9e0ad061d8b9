import { Fragment } from 'react'
import { nestSteps, type StepNode } from '../../dsl/model/nest-steps.ts'
import { api, type Step } from '../api.ts'
import { Say } from '../texts/Say.tsx'
import { say } from '../texts/say.ts'
import { en } from '../texts/en.ts'
import type { TextKey } from '../texts/text-key.ts'
import { useLive } from '../useLive.ts'
import { When } from '../When.tsx'
import { type Block, blocksOf } from './blocks-of.ts'
import { Trouble } from './Trouble.tsx'

/** The steps of one run as the rule writes them: what happens on timeout or on error stands under its step. */
export function RunSteps({ id }: { id: string }) {
  const run = useLive(['run', id], () => api.run(id))
  return (
    <>
      <Trouble error={run.error} />
      {run.data && run.data.steps.length > 0 && <Blocks nodes={nestSteps(run.data.steps)} />}
    </>
  )
}

/** Every arm and every handler has its own list below its own heading, and is numbered by itself. */
function Blocks({ nodes }: { nodes: readonly StepNode<Step>[] }) {
  return blocksOf(nodes).map((block) => (
    <Fragment key={block.path}>
      {block.branch && <p className="block">{blockName(block.branch)}</p>}
      <StepList block={block} />
    </Fragment>
  ))
}

/** A block that this page has no word for is called as the rule calls it. */
function blockName(branch: string): string {
  const [, n] = /^branch (\d+)$/u.exec(branch) ?? []
  if (n) return say('blockBranch', { n })
  const key = `block.${branch}`
  return isBlockKey(key) ? say(key) : branch
}
type BlockKey = Extract<TextKey, `block.${string}`>
const isBlockKey = (key: string): key is BlockKey => Object.hasOwn(en, key)

function StepList({ block }: { block: Block<Step> }) {
  return (
    <ol className="steps" {...(block.branch && { 'aria-label': blockName(block.branch) })}>
      {block.nodes.map(({ step, inner }) => (
        <li key={step.id}>
          <div data-status={step.status}>
            <span className="tag state">{say(`status.${step.status}`)}</span> <bdi>{step.title}</bdi>
            <span className="quiet">
              {step.attempts > 1 && ` · ${say('attempts', { n: step.attempts })}`}
              {step.status === 'waiting' && step.waiting_until && (
                <>
                  {' · '}
                  <Say text="timeIsUp" with={{ at: <When at={step.waiting_until} /> }} />
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
          {inner.length > 0 && <Blocks nodes={inner} />}
        </li>
      ))}
    </ol>
  )
}
