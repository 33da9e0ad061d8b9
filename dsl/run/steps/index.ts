import type { PlanStep } from '../../model/plan.ts'
import type { StepMind } from '../step-mind.ts'
import { end } from './end.ts'
import { escalate } from './escalate.ts'
import { branch } from './if.ts'
import { notify } from './notify.ts'
import { run } from './run.ts'
import { set } from './set.ts'
import { sleep } from './sleep.ts'
import { wait } from './wait.ts'

/** Every kind of step. A new one is a file beside this and a line here; a missing one does not compile. */
const minds: { readonly [K in PlanStep['kind']]: StepMind<Extract<PlanStep, { kind: K }>> } = {
  notify,
  escalate,
  wait,
  if: branch,
  set,
  sleep,
  run,
  end,
}

/** The mind of a step of whatever kind. */
export const mindOf = (step: PlanStep): StepMind<PlanStep> => minds[step.kind] as StepMind<PlanStep>
