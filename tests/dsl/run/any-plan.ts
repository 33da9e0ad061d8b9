/** Random plans, for what must hold of every one. */
import fc from 'fast-check'
import type { Plan, PlanStep } from '../../../dsl/model/plan.ts'
import { branch, end, equal, escalate, literal, notify, path, plan, run, set, sleep, wait } from './plans.ts'

/** Any plan of this build's steps, three blocks deep; ids are given by place afterwards. */
const steps = fc.letrec<{ list: PlanStep[]; step: PlanStep }>((tie) => ({
  list: fc.array(tie('step'), { maxLength: 3, depthIdentifier: 'steps' }),
  step: fc.oneof(
    { depthIdentifier: 'steps', maxDepth: 4, withCrossShrink: true },
    fc.constant(sleep('', 1_000)),
    fc.constant(set('', 'x', literal(1))),
    fc.constant(set('', 'x', path('metadata', 'free'))),
    fc.constantFrom('ok' as const, 'failed' as const).map((outcome) => end('', outcome)),
    retried((retry, onError) => notify('', { retry, onError })),
    retried((retry, onError) => escalate('', { retry, onError })),
    fc
      .record({ what: fc.constantFrom('ack' as const, 'resolve' as const), onTimeout: fc.option(tie('list') as never) })
      .map(({ what, onTimeout }) => wait('', what, { onTimeout: onTimeout as PlanStep[] | null })),
    fc
      .record({
        inside: tie('list') as fc.Arbitrary<PlanStep[]>,
        otherwise: tie('list') as fc.Arbitrary<PlanStep[]>,
        live: fc.boolean(),
      })
      .map(({ inside, otherwise, live }) =>
        branch(
          '',
          [{ condition: equal(live ? path('label', 'env') : path('names', 'x'), 1), steps: inside }],
          otherwise,
        ),
      ),
    fc
      .record({
        onError: fc.option(tie('list') as fc.Arbitrary<PlanStep[]>),
        onTimeout: fc.option(tie('list') as fc.Arbitrary<PlanStep[]>),
        verify: fc.constantFrom(
          null,
          equal(path('label', 'env'), 1),
          equal(path('names', 'x'), 1),
          equal(path('alert', 'status'), 'resolved'),
        ),
      })
      .map(({ verify, ...handlers }) =>
        run('', { ...handlers, verify: verify && { condition: verify, withinMs: 60_000 } }),
      ),
  ) as fc.Arbitrary<PlanStep>,
}))
function retried(
  make: (retry: { times: number; backoffMs: number; maxMs: number }, onError: PlanStep[] | null) => PlanStep,
) {
  return fc
    .record({ times: fc.nat({ max: 2 }), handled: fc.boolean() })
    .map(({ times, handled }) =>
      make({ times, backoffMs: 1_000, maxMs: 60_000 }, handled ? [set('', 'y', literal(2))] : null),
    )
}
export const anyPlan = fc
  .record({ inside: steps.list, onError: fc.option(steps.list), waitMs: fc.constantFrom(0, 30_000) })
  .map(({ inside, onError, waitMs }): Plan => {
    const made = plan(numbered(inside, 'then'), { onError: onError && numbered(onError, 'error') })
    return { ...made, group: { ...made.group, waitMs } }
  })

/** Step ids as the compiler gives them: by structural path. */
function numbered(list: readonly PlanStep[], at: string): PlanStep[] {
  return list.map((step, index) => {
    const id = `${at}.${index}`
    const inner = (part: string, steps: readonly PlanStep[] | null) => steps && numbered(steps, `${id}.${part}`)
    const onError = inner('error', step.onError)
    if (step.kind === 'wait' || step.kind === 'run')
      return { ...step, id, onError, onTimeout: inner('timeout', step.onTimeout) }
    if (step.kind !== 'if') return { ...step, id, onError }
    const arms = step.arms.map((arm, n) => ({ ...arm, steps: numbered(arm.steps, `${id}.arm.${n}`) }))
    return { ...step, id, onError, arms, otherwise: numbered(step.otherwise, `${id}.else`) }
  })
}
