/** A receiver of webhooks on a free loopback port that answers as it is told, and keeps what it got. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export type Answer = (request: Received, response: ServerResponse) => void
export interface WebhookPeer {
  readonly url: string
  readonly received: Received[]
  /** From now on. */
  answer: Answer
  close(): Promise<void>
}

export async function webhookPeer(answer: Answer, path = '/hook/SECRET-PATH'): Promise<WebhookPeer> {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    readBody(request).then((body) => {
      const got = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
      received.push(got)
      peer.answer(got, response)
    })
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const peer: WebhookPeer = {
    url: `http://127.0.0.1:${address.port}${path}`,
    received,
    answer,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return peer
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The members of our own message; anything else is refused. */
const members = new Set(
  'kind title body escalation severity status url ack_url resolved_by resolution_note fields alert alerts alert_count rule incident tenant idempotency_key target address'.split(
    ' ',
  ),
)

/** Strict: POST of JSON with known members and an idempotency key that agrees, else 400 with the reason. */
export const strictWebhook: Answer = ({ method, headers, body }, response) => {
  const fault = faultOf(method, headers, body)
  response.writeHead(fault ? 400 : 200, { 'content-type': 'text/plain', 'x-request-id': 'req-1' }).end(fault ?? 'taken')
}

function faultOf(method: string, headers: IncomingHttpHeaders, body: string): string | null {
  if (method !== 'POST') return 'wrong method'
  if (headers['content-type'] !== 'application/json') return 'wrong content type'
  const message: Record<string, unknown> = JSON.parse(body)
  const unknown = Object.keys(message).filter((name) => !members.has(name))
  if (unknown.length > 0) return `unknown members: ${unknown}`
  const missing = [...members].filter((name) => !(name in message))
  if (missing.length > 0) return `missing members: ${missing}`
  if (!/^"[\x21-\x7e]+"$/.test(String(headers['idempotency-key']))) return 'no idempotency key'
  return null
}
