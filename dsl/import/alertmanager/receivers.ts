/** Receivers as steps that tell the same people by connections of the same kind. */
import type { Place, Word } from '../located.ts'
import { type Notes, NotImportable } from '../notes.ts'
import type { Section } from '../section.ts'
import type { Connections, ReadField } from './connections.ts'
import { commaItems, isTemplate, templateText } from './go-template.ts'
import { type FieldRule, type ReceiverKind, receiverKinds } from './receiver-kinds.ts'
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
  const targets = targetsOf(node, kind, receiver, notes)
  const read = readFields(node, kind, global)
  const fields = read.filter(({ isSecret, text }) => isSecret || !isTemplate(text))
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
  for (const { key, line, path, isSecret } of read.filter((one) => isTemplate(one.text)))
    notes.add(
      isSecret ? 'changed' : 'not moved',
      { line, path },
      `${key} of ${node.title}: a Go template, and a connection has one value for all alerts`,
      `Set it for connection ${connection.name}, without a template; for values that differ make a connection and a rule each.`,
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

/** A field and how Alertmanager calls it. */
interface Setting extends ReadField {
  readonly key: string
}

/** What is set, by the receiver or else for all: of a value and the file with it either, so that one's own replaces both. */
function readFields(node: Section, kind: ReceiverKind, global: Section | null): readonly Setting[] {
  return kind.fields.flatMap((rule) => {
    const other = kind.fields.find(({ field }) => field === `${rule.field}_file` || rule.field === `${field}_file`)
    const own = node.word(rule.key)
    const ownOther = other ? node.word(other.key) : null
    const inherited = rule.global === undefined ? null : (global?.word(rule.global) ?? null)
    const word = own ?? (ownOther ? null : inherited)
    if (!word) return []
    const theOther = own ? ownOther : other?.global === undefined ? null : (global?.word(other.global) ?? null)
    if (!theOther || !other) return [setting(rule, word)]
    // Of this pair alone Alertmanager takes both, and reads the file.
    if (own && kind.key === 'email') return rule.field.endsWith('_file') ? [setting(rule, word)] : []
    throw new NotImportable(Math.max(word.line, theOther.line), `${node.title} has both ${rule.key} and ${other.key}.`)
  })
}

const setting = ({ field, key, secret }: FieldRule, word: Word): Setting => ({ field, key, ...word, isSecret: secret })

/** A failure of one way out does not keep the others from being used, as in Alertmanager. */
function notifyText(targets: readonly string[], connection: string, resolved: boolean): string {
  const failed = quoted(`${connection} failed: `).slice(0, -1)
  return [
    `    notify ${targets.join(', ')} via ${connection}${resolved ? '' : ' with { resolve: false }'}`,
    `      on error { notify @admin with { title: ${failed}{{error.message}}" } }`,
  ].join('\n')
}

/** As they are written in a rule. */
function targetsOf(node: Section, kind: ReceiverKind, receiver: string, notes: Notes): readonly string[] {
  if (kind.target === 'to') {
    const to = node.word('to')
    if (!to) throw new NotImportable(node.line, `${node.title} has no "to".`)
    return commaItems(to.text)
      .map((one) => /<([^<>]+)>/u.exec(one)?.[1] ?? one.trim())
      .filter((one) => one !== '')
      .map((one) => (isTemplate(one) ? templateTarget(one, to, node, notes) : quoted(one)))
  }
  if (kind.target === undefined) return [quoted(receiver)]
  const channel = node.word('channel')?.text ?? ''
  return [quoted(`#${(channel === '' || isTemplate(channel) ? receiver : channel).replace(/^#/u, '')}`)]
}

/** Somebody is told even where the address can't be made. */
function templateTarget(template: string, at: Word, node: Section, notes: Notes): string {
  const text = templateText(template)
  if (text === null)
    notes.add(
      'not moved',
      at,
      `the Go template ${template} in "to" of ${node.title}`,
      'Until then @admin is told instead. Write the address in the rule; a label of the alert is {{label.NAME}}.',
    )
  else
    notes.add(
      'changed',
      at,
      `the Go template ${template} in "to" of ${node.title}: ${text} reads the lead alert of the group`,
      'Nothing is to be done where all alerts of a group have the same value; else add the label to `group by`.',
    )
  return text ?? '@admin'
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
