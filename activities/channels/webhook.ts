import * as z from 'zod'
import { httpUrl, timeoutMs } from '../config-fields.ts'
import { defineChannel } from './define-channel.ts'

/** Header values are ASCII; step names and rooms need not be. */
const headerSafe = (text: string): string => text.replace(/[^\x21-\x7e]|["\\%]/gu, (sign) => encodeURIComponent(sign))

/** Posts the finished message as JSON to one URL. A receiver that keeps the Idempotency-Key sees each message once. */
export const webhook = defineChannel({
  name: 'webhook',
  title: 'Webhook',
  config: z.strictObject({
    url: httpUrl().meta({ title: 'URL', description: 'Gets a POST; answers 2xx when it took the message.' }),
    authorization: z
      .string()
      .regex(/^[\x20-\x7e]+$/, 'one line of ASCII characters')
      .optional()
      .meta({ title: 'Authorization', description: 'Value of the Authorization header, such as "Bearer …".' }),
    timeout_ms: timeoutMs(10_000),
  }),
  secrets: ['url', 'authorization'],
  limits: { title: 1_000, body: 16_000 },
  async send({ config, key, target, address, message }, { http }) {
    const reply = await http.postJson(
      config.url,
      { ...message, idempotency_key: key, target, address },
      {
        timeoutMs: config.timeout_ms,
        headers: {
          'idempotency-key': `"${headerSafe(key)}"`,
          ...(config.authorization && { authorization: config.authorization }),
        },
      },
    )
    return { externalId: reply.headers.get('x-request-id') }
  },
})
