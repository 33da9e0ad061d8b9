/** Everything that touches the world for a run. `createActivities` is what the worker registers. */
import type { Activities } from './contract.ts'
import { openWorld } from './delivery/world.ts'
import type { Dependencies } from './dependencies.ts'
import { escalate } from './escalate.ts'
import { DeliveryError, toFailure } from './failure.ts'
import { notify } from './notify.ts'
import { runRemediation } from './run-remediation.ts'
import { sendNotice } from './send-notice.ts'
import { sendResolveNotice } from './send-resolve-notice.ts'
import { sendUpdate } from './send-update.ts'

export function createActivities(deps: Dependencies): Activities {
  const world = openWorld(deps)
  const { journal } = deps
  return {
    ...journal,
    async confirmRun(input) {
      if (input.installation !== deps.installation) throw toFailure(foreign)
      await journal.confirmRun(input)
    },
    notify: (input) => inTemporalsForm(notify(world, input)),
    escalate: (input) => inTemporalsForm(escalate(world, input)),
    sendUpdate: (input) => inTemporalsForm(sendUpdate(world, input)),
    runRemediation: (input) => inTemporalsForm(runRemediation(world, input)),
    sendNotice: (input) => inTemporalsForm(sendNotice(world, input)),
    sendResolveNotice: (input) => inTemporalsForm(sendResolveNotice(world, input)),
  }
}

const foreign = new DeliveryError(
  'This run belongs to another installation that shares the task queue: give each its own TEMPORAL_TASK_QUEUE.',
  'never',
  'foreign-installation',
)

/** The one place where a `DeliveryError` becomes a failure that Temporal understands. */
async function inTemporalsForm<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof DeliveryError ? toFailure(error) : error
  }
}
