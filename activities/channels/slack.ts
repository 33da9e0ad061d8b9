import * as z from 'zod'
import { atGrapheme, cut } from '../../dsl/model/cut.ts'
import { httpUrl, timeoutMs } from '../config-fields.ts'
import { DeliveryError } from '../failure.ts'
import type { Message } from '../message.ts'
import { defineChannel } from './define-channel.ts'

/** Slack's limits on a header block, a section's text and a field. */
const headerMax = 150
const sectionMax = 3_000

/** The three characters that mean something in mrkdwn's entities; nothing else needs it. */
export const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Cuts escaped text without leaving half an entity or an open link behind. */
export function cutMrkdwn(text: string, max: number): string {
  if (text.length <= max) return text
  const kept = atGrapheme(text, max - 1)
  return `${kept.replace(/&[a-z]{0,3}$/, '').replace(/<[^>]*$/, '')}…`
}

/** Posts to an incoming webhook, whose URL names the room. At least once: Slack keeps no key. */
export const slack = defineChannel({
  name: 'slack',
  title: 'Slack (incoming webhook)',
  config: z.strictObject({
    url: httpUrl().meta({
      title: 'Webhook URL',
      description: 'From "Incoming Webhooks" of a Slack app. Whoever has it can post: treat it as a password.',
    }),
    timeout_ms: timeoutMs(10_000),
  }),
  secrets: ['url'],
  limits: { title: 1_000, body: 2_000 },
  async send({ config, message }, { http, layouts }) {
    const text = (await layouts.fill('chat/message', message, escapeMrkdwn)).trim()
    const reply = await http.postJson(config.url, payload(message, text), { timeoutMs: config.timeout_ms })
    // A proxy's page may come with status 200; only Slack itself says this word.
    if (reply.body.trim() !== 'ok') throw new DeliveryError('Slack did not confirm the message with "ok".', 'later')
    return { externalId: null }
  },
})

const payload = (message: Message, text: string) => ({
  text: escapeMrkdwn(message.title),
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: cut(message.title, headerMax), emoji: false } },
    ...(text ? [{ type: 'section', text: { type: 'mrkdwn', text: cutMrkdwn(text, sectionMax) } }] : []),
    ...linkBlock(message),
  ],
})

/** In a block of its own, so that a long body never pushes the links out. */
function linkBlock({ url, ack_url, alert }: Message): object[] {
  const link = (to: string, name: string) => `<${escapeMrkdwn(to)}|${name}>`
  const links = [
    ...(ack_url ? [link(ack_url, 'Acknowledge')] : []),
    ...(url ? [link(url, 'Open in Tocsin')] : []),
    ...(alert?.url ? [link(alert.url, 'Open at its source')] : []),
    ...(alert?.links.map(({ name, url: to }) => link(to, name)) ?? []),
  ]
  return links.length === 0 ? [] : [{ type: 'context', elements: [{ type: 'mrkdwn', text: links.join('  ·  ') }] }]
}
