import type { PlanStep } from '../../model/plan.ts'
import type { StepMind } from '../step-mind.ts'
import { approve } from './approve.ts'
import { call } from './call.ts'
import { end } from './end.ts'
import { escalate } from './escalate.ts'
import { forEach } from './for-each.ts'
import { http } from './http.ts'
import { branch } from './if.ts'
import { notify } from './notify.ts'
import { parallel } from './parallel.ts'
import { repeat } from './repeat.ts'
import { run } from './run.ts'
import { set } from './set.ts'
import { sleep } from './sleep.ts'
import { ticket } from './ticket.ts'
import { wait } from './wait.ts'
import { waitUntil } from './wait-until.ts'

/** Every kind of step. A new one is a file beside this and a line here; a missing one does not compile. */
const minds: { readonly [K in PlanStep['kind']]: StepMind<Extract<PlanStep, { kind: K }>> } = {
  notify,
  escalate,
  ticket,
  wait,
  'wait until': waitUntil,
  approve,
  run,
  call,
  http,
  parallel,
  if: branch,
  'for each': forEach,
  repeat,
  set,
  sleep,
  end,
}

/** The mind of a step of whatever kind. */
export const mindOf = (step: PlanStep): StepMind<PlanStep> => minds[step.kind] as StepMind<PlanStep>
