import type { MessageSource, ReadResult, StepContext } from '../model/activity.ts'
import type { Expression } from '../model/expression.ts'
import type { Facts } from '../model/facts.ts'
import { pathsIn } from '../model/paths-in.ts'
import type { PlanTarget } from '../model/plan.ts'
import { own } from '../model/own.ts'
import { namesRead } from './paths.ts'
import type { Frame } from './state.ts'
import type { Turn } from './turn.ts'

/** Who is asking: part of every activity's input. */
export function contextOf(turn: Turn, id: string): StepContext {
  const { tenant, run_id, incident_id, workflow_id, ordinal } = turn.state.run
  return {
    tenant,
    run_id,
    incident_id,
    workflow_id,
    rule: turn.plan.rule.name,
    step: id,
    key: `${workflow_id}/${ordinal}/${id}`,
    after_resolve: turn.state.afterResolve,
  }
}

/** What the step's expressions see; `read` null when none of them reads live facts. */
export const factsOf = (turn: Turn, frame: Frame, read: ReadResult | null): Facts => ({
  alert: read?.alert ?? null,
  incident: read?.incident ?? null,
  meta: turn.plan.meta,
  names: turn.namesAt(frame),
  run: read?.run ?? null,
  error: errorAround(turn, frame),
  ...(turn.state.request !== undefined && { request: turn.state.request }),
  now: turn.at,
  ...(read?.counts && { counts: read.counts }),
})

/** The error that the nearest handler around the frame is about. */
function errorAround(turn: Turn, frame: Frame): Facts['error'] {
  for (let around: Frame | undefined = frame; around; ) {
    if (around.kind === 'block' && around.error) return around.error
    around = around.parent === null ? undefined : turn.frame(around.parent)
  }
  return null
}

/**
 * The message of a step, still to be rendered.
 * @param targets whose addresses may have holes
 */
export function messageOf(
  turn: Turn,
  frame: Frame,
  step: { readonly using: string | null; readonly with: Readonly<Record<string, Expression>> },
  targets: readonly PlanTarget[] = [],
): MessageSource {
  const template = step.using === null ? null : (own(turn.plan.templates, step.using) ?? null)
  const addresses = targets.flatMap((target) => (target.kind === 'address' ? [target.address] : []))
  const texts = [...Object.values(step.with), ...(template ? [template] : []), ...addresses]
  return {
    template,
    with: step.with,
    names: namesRead(turn.namesAt(frame), texts.flatMap(pathsIn)),
    meta: turn.plan.meta,
    error: errorAround(turn, frame),
    ...(turn.state.request !== undefined && { request: turn.state.request }),
  }
}
