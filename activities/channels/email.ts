import nodemailer from 'nodemailer'
import * as z from 'zod'
import { attemptSignal } from '../attempt.ts'
import { flag, port, timeoutMs } from '../config-fields.ts'
import { DeliveryError } from '../failure.ts'
import { escapeHtml, plain } from '../layouts.ts'
import { sha256 } from '../sha256.ts'
import { defineChannel } from './define-channel.ts'
import { toDeliveryError } from './smtp-failure.ts'
import { tlsModes, transportOptions } from './smtp-transport.ts'

const settings = z.strictObject({
  host: z.string().min(1).meta({ title: 'Server', description: 'Host name of the SMTP server.' }),
  port: port().default(587).meta({ title: 'Port', description: '587 or 25 (STARTTLS), 465 (TLS).' }),
  username: z.string().optional().meta({ title: 'User name', description: 'Leave empty where no login is needed.' }),
  password: z.string().optional().meta({ title: 'Password', description: 'Of the SMTP login.' }),
  from: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'an address such as tocsin@example.org, or Name <address>')
    .default('tocsin@localhost')
    .meta({ title: 'From', description: 'Sender: an address, or Name <address>.' }),
  tls: z
    .enum(tlsModes)
    .default('auto')
    .meta({
      title: 'TLS',
      description:
        'auto: TLS on port 465, else STARTTLS where offered, and required before a login on another machine. ' +
        'starttls: required. tls: from the first byte. none: never.',
    }),
  ca: z.string().optional().meta({ title: 'CA certificate', description: "PEM, where the server's own CA signed it." }),
  verify_certificate: flag()
    .default(true)
    .meta({ title: 'Verify certificate', description: 'Turn off only for a server with a self-signed certificate.' }),
  timeout_ms: timeoutMs(10_000),
})

/** One mailbox, no list, nothing that could start a header or a second recipient. */
const mailbox = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/

/** A mail in HTML and text. Messages of one incident to one address form a thread. */
export const email = defineChannel({
  name: 'email',
  title: 'Email',
  config: settings,
  secrets: ['password'],
  limits: { title: 250, body: 50_000 },
  async send({ config, key, address, message, thread }, { layouts }) {
    if (!mailbox.test(address)) throw new DeliveryError(`"${address}" is not a mail address.`, 'never')
    const [html, text] = await Promise.all([
      layouts.fill('email/message.html', message, escapeHtml),
      layouts.fill('email/message.text', message, plain),
    ])
    const transport = nodemailer.createTransport(transportOptions(config))
    const signal = attemptSignal()
    const stop = () => transport.close()
    signal.addEventListener('abort', stop, { once: true })
    try {
      // The same id for every repeat of this message, so that mailboxes show one of them.
      const messageId = `<${sha256(key).slice(0, 40)}@${hostOf(config.from)}>`
      await transport.sendMail({
        from: config.from,
        to: { name: '', address },
        subject: message.title,
        html,
        text,
        messageId,
        ...(thread.length > 0 && { inReplyTo: thread.at(-1), references: referencesOf(thread) }),
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(message.incident && { 'X-Tocsin-Incident': message.incident }),
        },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      return { externalId: messageId }
    } catch (error) {
      throw toDeliveryError(error, `${config.host}:${config.port}`)
    } finally {
      signal.removeEventListener('abort', stop)
      transport.close()
    }
  },
})

const hostOf = (from: string): string => from.slice(from.lastIndexOf('@') + 1).replace(/>$/, '')

/** The first mail and the latest: enough for a mailbox to keep the thread, however long the incident lasts. */
const referencesOf = (thread: readonly string[]): string[] => [
  ...new Set([...thread.slice(0, 1), ...thread.slice(-10)]),
]
