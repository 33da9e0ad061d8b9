/** Slack's side of an incoming webhook, as strict as protocols.md 2.4 and Slack's reference say. */
import { type Answer, type Received, type WebhookPeer, webhookPeer } from './webhook-peer.ts'

type Fields = Record<string, unknown>
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** mrkdwn whose `&`, `<` and `>` are escaped, or part of a link. */
const cleanMrkdwn = (text: string): boolean => {
  const rest = text.replace(/<https?:\/\/[^<>|\s]+\|[^<>|]+>/g, '').replace(/&(amp|lt|gt);/g, '')
  return !/[&<>]/.test(rest)
}

const only = (value: Fields, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name))
const filled = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length > 0 && value.length <= max

function isText(value: unknown, type: 'mrkdwn' | 'plain_text', max: number): boolean {
  if (!isObject(value) || value.type !== type || !filled(value.text, max)) return false
  if (type === 'mrkdwn') return only(value, ['type', 'text']) && cleanMrkdwn(value.text)
  return only(value, ['type', 'text', 'emoji']) && !value.text.includes('\n')
}

function isBlock(block: unknown): boolean {
  if (!isObject(block)) return false
  switch (block.type) {
    case 'header':
      return only(block, ['type', 'text']) && isText(block.text, 'plain_text', 150)
    case 'section':
      return only(block, ['type', 'text']) && isText(block.text, 'mrkdwn', 3_000)
    case 'context': {
      const { elements } = block
      return (
        only(block, ['type', 'elements']) &&
        Array.isArray(elements) &&
        elements.length > 0 &&
        elements.length <= 10 &&
        elements.every((element) => isText(element, 'mrkdwn', 3_000))
      )
    }
    default:
      return false
  }
}

function faultOf({ method, headers, body }: Received): string | null {
  if (method !== 'POST' || !headers['content-type']?.startsWith('application/json')) return 'invalid_payload'
  const payload: unknown = JSON.parse(body)
  if (!isObject(payload) || !only(payload, ['text', 'blocks'])) return 'invalid_payload'
  if (!filled(payload.text, 40_000) || !cleanMrkdwn(payload.text)) return 'no_text'
  const { blocks } = payload
  return Array.isArray(blocks) && blocks.length <= 50 && blocks.every(isBlock) ? null : 'invalid_blocks'
}

export const strictSlack: Answer = (request, response) => {
  const fault = faultOf(request)
  response.writeHead(fault ? 400 : 200, { 'content-type': 'text/plain' }).end(fault ?? 'ok')
}

export const slackPeer = (): Promise<WebhookPeer> => webhookPeer(strictSlack, '/services/T0/B0/SECRET-PATH')
