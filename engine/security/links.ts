import { randomUUID } from 'node:crypto'
import type { Links } from '../../activities/dependencies.ts'
import { ackLinkMs, signAck } from './ack-token.ts'

/**
 * The links that messages carry.
 * @param publicUrl without a slash at the end
 * @param ackKey `deriveKey(master, 'ack-link')`
 */
export const createLinks = (publicUrl: string, ackKey: Buffer, now: () => number): Links => ({
  incident: ({ incident_id }) => `${publicUrl}/#incident=${encodeURIComponent(incident_id)}`,
  run: ({ run_id }) => `${publicUrl}/#run=${encodeURIComponent(run_id)}`,
  acknowledge: ({ tenant, incident_id, person }) => {
    const token = signAck(ackKey, {
      tenant,
      incident: incident_id,
      person,
      id: randomUUID(),
      expires: now() + ackLinkMs,
    })
    return `${publicUrl}/ack/${token}`
  },
})
