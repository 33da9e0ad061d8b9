/** Receivers as steps that tell the same people by connections of the same kind. */
import type { Place } from '../located.ts'
import { type Notes, NotImportable } from '../notes.ts'
import type { Section } from '../section.ts'
import type { Connections, ReadField } from './connections.ts'
import { type ReceiverKind, receiverKinds } from './receiver-kinds.ts'
import { quoted } from './rule-text.ts'

/** One entry of `slack_configs` and the like. */
export interface Integration extends Place {
  readonly title: string
  readonly connection: string
  /** None where it tells nobody. */
  readonly step: string | null
}
export interface Receiver extends Place {
  readonly name: string
  readonly integrations: readonly Integration[]
  /** `notify` steps; none where the receiver sends nothing. */
  readonly steps: readonly string[]
}

/** What the text of a message is made of in Alertmanager. */
const texts = new Set(
  `
  title title_link text pretext fallback color html headers message description note details body fields actions
  footer short_fields username icon_emoji icon_url link_names image_url thumb_url callback_id mrkdwn_in subject
  summary state_message entity_display_name severity class component group client client_url images links
  custom_fields attributes priority tags responders message_type
`
    .trim()
    .split(/\s+/),
)

/** @param types of connection that this build has */
export function readReceivers(
  config: Section,
  types: readonly string[],
  connections: Connections,
  notes: Notes,
): ReadonlyMap<string, Receiver> {
  const global = config.section('global')
  const receivers = new Map<string, Receiver>()
  for (const node of config.sections('receivers')) {
    const name = node.word('name')
    if (!name) throw new NotImportable(node.line, 'A receiver has no name.')
    if (receivers.has(name.text)) throw new NotImportable(name.line, `There are two receivers "${name.text}".`)
    const integrations = receiverKinds.flatMap((kind) =>
      node
        .sections(`${kind.key}_configs`, `${kind.key}_configs of "${name.text}"`)
        .map((one) => integration(one, kind, { receiver: name.text, global, types, connections, notes })),
    )
    node.leave(notes, () => 'Tocsin knows no such way out: tell these people by another one, or by a webhook.')
    const steps = integrations.flatMap(({ step }) => step ?? [])
    receivers.set(name.text, { name: name.text, line: node.line, path: node.path, integrations, steps })
  }
  global?.leave(notes, (key) =>
    key === 'resolve_timeout'
      ? 'Tocsin ends an alert when its source says so, never by time.'
      : 'No receiver needs it here, or Tocsin has no such setting.',
  )
  return receivers
}

interface Around {
  readonly receiver: string
  readonly global: Section | null
  readonly types: readonly string[]
  readonly connections: Connections
  readonly notes: Notes
}

function integration(node: Section, kind: ReceiverKind, around: Around): Integration {
  const { receiver, global, notes } = around
  const resolved = node.flag('send_resolved', kind.sendsResolved)
  const targets = targetsOf(node, kind, receiver)
  const fields: ReadField[] = kind.fields.flatMap(({ field, key, global: from, secret }) => {
    const inherited = from === undefined ? null : (global?.word(from) ?? null)
    const word = node.word(key) ?? inherited
    return word ? [{ field, ...word, isSecret: secret }] : []
  })
  const connection = around.connections.make(
    kind.type,
    kind.key === 'email' ? 'mail' : `${kind.key}_${receiver}`,
    [
      ...(kind.key === 'email' ? mailServer(fields) : fields),
      ...(kind.key === 'webhook' ? authorization(node, notes) : []),
    ],
    node.line,
    // An incoming webhook of Slack posts into the one room that it was made for.
    kind.target === 'channel' ? targets.join() : '',
  )
  if (kind.target === 'channel' && node.has('channel'))
    notes.add(
      'changed',
      node.placeOf('channel'),
      `channel of ${node.title}: the webhook's URL decides the room`,
      `Set the URL of connection ${connection.name} to an incoming webhook made for that room.`,
    )
  if (kind.change) notes.add('changed', node, ...kind.change)
  if (!around.types.includes(kind.type))
    notes.add(
      'not executed',
      node,
      `${node.title}: this build has no connection of type ${kind.type}`,
      `Until it has one, make connection ${connection.name} a webhook to something that tells them; without it the step fails and the fallback receiver is told.`,
    )
  node.leave(notes, (key) =>
    texts.has(key)
      ? 'Messages say what the rule says: write `with { title: "…", body: "…" }` at the step, or a `template`.'
      : 'Tocsin has no such setting.',
  )
  return {
    ...{ title: node.title, line: node.line, path: node.path, connection: connection.name },
    step: targets.length === 0 ? null : notifyText(targets, connection.name, resolved),
  }
}

/** A failure of one way out does not keep the others from being used, as in Alertmanager. */
function notifyText(targets: readonly string[], connection: string, resolved: boolean): string {
  const failed = quoted(`${connection} failed: `).slice(0, -1)
  return [
    `    notify ${targets.map(quoted).join(', ')} via ${connection}${resolved ? '' : ' with { resolve: false }'}`,
    `      on error { notify @admin with { title: ${failed}{{error.message}}" } }`,
  ].join('\n')
}

function targetsOf(node: Section, kind: ReceiverKind, receiver: string): readonly string[] {
  if (kind.target === 'to') {
    const to = node.word('to')
    if (!to) throw new NotImportable(node.line, `${node.title} has no "to".`)
    return to.text
      .split(',')
      .map((one) => /<([^<>]+)>/u.exec(one)?.[1] ?? one.trim())
      .filter((one) => one !== '')
  }
  if (kind.target === undefined) return [receiver]
  const channel = node.word('channel')?.text ?? ''
  return [`#${(channel === '' || channel.includes('{{') ? receiver : channel).replace(/^#/u, '')}`]
}

/** Host, port and safety of Alertmanager's smarthost and require_tls. */
function mailServer(fields: readonly ReadField[]): readonly ReadField[] {
  return fields.flatMap((one): readonly ReadField[] => {
    if (one.field === 'require_tls') return []
    if (one.field !== 'smarthost') return [one]
    const [, host = one.text, port] = /^(.*):(\d+)$/u.exec(one.text) ?? []
    const required = !/^(false|no|off|n)$/iu.test(fields.find(({ field }) => field === 'require_tls')?.text ?? '')
    const tls = port === '465' ? 'tls' : required ? 'starttls' : 'auto'
    return [
      { ...one, field: 'host', text: host },
      ...(port === undefined ? [] : [{ ...one, field: 'port', text: port }]),
      { ...one, field: 'tls', text: tls },
    ]
  })
}

/** What of `http_config` becomes the Authorization header; it is a secret as a whole. */
function authorization(node: Section, notes: Notes): readonly ReadField[] {
  const http = node.section('http_config')
  const [given, basic] = [http?.section('authorization'), http?.section('basic_auth')]
  const scheme = given?.word('type')?.text ?? 'Bearer'
  const token = given?.word('credentials') ?? http?.word('bearer_token') ?? null
  const [user, password] = [basic?.word('username'), basic?.word('password')]
  for (const section of [http, given, basic])
    section?.leave(notes, () => "A webhook's only setting of this sort is its `authorization`.")
  const field = 'authorization'
  if (token) return [{ ...token, field, isSecret: true, form: `${scheme} SECRET` }]
  if (!password) return []
  return [{ ...password, field, isSecret: true, form: `Basic and base64 of ${user?.text ?? ''}:SECRET` }]
}
