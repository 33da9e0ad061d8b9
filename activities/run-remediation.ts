import type { RemediateInput, RemediateResult } from '../dsl/model/activity.ts'
import { entryOf } from '../dsl/model/registry.ts'
import { reasonToSkip } from '../dsl/model/skip.ts'
import { attemptSignal, isTimeUp, withHeartbeats } from './attempt.ts'
import type { World } from './delivery/world.ts'
import { DeliveryError, notConfigured } from './failure.ts'
import { readLive } from './incident.ts'
import { remediations } from './remediation/index.ts'
import { keyedMutex } from './remediation/keyed-mutex.ts'

/** Short enough that a worker's death or a cancellation is noticed soon. */
const heartbeatMs = 1_000

/**
 * Two repairs of one machine at once would judge each other's half-done work (D118). Holds inside this process only: a
 * second worker knows nothing of it. A lease in the database comes with guarded remediation.
 */
const oneAtATime = keyedMutex()

/** Step `run`: a repair from the catalogue, unless the incident is over (D5). */
export async function runRemediation(world: World, input: RemediateInput): Promise<RemediateResult> {
  const live = await readLive(world, input)
  const reason = reasonToSkip(live, input)
  if (reason) return { ...nothingDone, status: 'skipped', reason }

  const remediation = entryOf(remediations, input.name)
  if (!remediation)
    throw notConfigured(`No remediation is called "${input.name}". There is: ${Object.keys(remediations).join(', ')}.`)
  const { tenant, parameters } = input
  const name = remediation.connectionName(parameters)
  const connection = await world.connections.get({ tenant, name })
  if (!connection) throw notConfigured(`No connection is called "${name}". Set TOCSIN_CONN_${name.toUpperCase()}_TYPE.`)
  if (connection.type !== remediation.target)
    throw notConfigured(`Connection "${name}" is a ${connection.type}; ${input.name} needs ${remediation.target}.`)

  const started = performance.now()
  const signal = attemptSignal()
  const outcome = await withHeartbeats(heartbeatMs, () =>
    oneAtATime.run(`${tenant}/${name}`, signal, () => remediation.run({ parameters, connection, signal })),
  ).catch((error: unknown) => {
    if (!isTimeUp(signal)) throw error
    const message = error instanceof DeliveryError ? error.message : 'Its time was over while it waited for its turn.'
    throw new DeliveryError(message, 'later', 'timeout')
  })
  return { status: 'done', reason: null, ...outcome, duration_ms: Math.round(performance.now() - started) }
}

const nothingDone = { ok: false, exit_code: null, stdout: '', stderr: '', error: null, duration_ms: 0 }
