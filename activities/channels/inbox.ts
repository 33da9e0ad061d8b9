import * as z from 'zod'
import { defineChannel } from './define-channel.ts'

/** Keeps the message in our database and shows it on the web page: the channel that needs no set-up (D17). */
export const inbox = defineChannel({
  name: 'inbox',
  title: 'Inbox',
  config: z.strictObject({}),
  secrets: [],
  limits: { title: 1_000, body: 16_000 },
  async send({ tenant, key, target, address, message }, services) {
    const { title, url, severity, incident } = message
    // What says that it is over stays so, even where a new alert has come since.
    const status = message.kind === 'resolve' ? 'resolved' : message.status
    const { resolved_by, resolution_note } = message
    const body = [
      message.escalation?.text,
      message.body,
      resolved_by && `Resolved by ${resolved_by}`,
      resolution_note && `Resolution note: ${resolution_note}`,
    ]
      .filter(Boolean)
      .join('\n\n')
    const recipient = address || target
    const entry = { tenant, key, recipient, title, body, url, severity, status, incident_id: incident }
    return { externalId: (await services.inbox.add(entry)).id }
  },
})
