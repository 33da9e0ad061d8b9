import type * as z from 'zod'
import { manyLines, oneLine } from '../../dsl/model/clean-text.ts'
import { cut } from '../../dsl/model/cut.ts'
import type { Inbox, ResolvedConnection } from '../dependencies.ts'
import { DeliveryError } from '../failure.ts'
import type { Http } from '../http.ts'
import type { Layouts } from '../layouts.ts'
import type { Message, MessageEscalation } from '../message.ts'
import { redact } from '../redact.ts'
import { secretsOf, settingsOf } from '../settings.ts'

/** What channels use of the world. */
export interface ChannelServices {
  readonly http: Http
  readonly layouts: Layouts
  readonly inbox: Inbox
}
/** One message on its way to one recipient. */
export interface Delivery {
  readonly tenant: string
  /** Same for every repeat of this message to this recipient (D33). */
  readonly key: string
  /** `@kim`, `#payments`, `ops@example.org`. */
  readonly target: string
  /** In the channel's own form; '' where the connection is the room. */
  readonly address: string
  readonly message: Message
  /** What `send` answered for earlier messages of this incident to this address, oldest first. */
  readonly thread: readonly string[]
}
export interface Sent {
  /** The receiver's id of the message; later messages of the incident answer to it. */
  readonly externalId: string | null
}

/** A way to tell people: one file each, everything else (form, API, validation, tests) is derived from this. */
export interface Channel<N extends string = string> {
  readonly name: N
  readonly title: string
  /** Every field has a title and a description: the form is drawn from it. */
  readonly config: z.ZodObject
  /** Fields of `config` that are never shown again. */
  readonly secrets: readonly string[]
  /** UTF-16 units; longer texts are cut at a character. */
  readonly limits: { readonly title: number; readonly body: number }
  /** @throws {DeliveryError} that says whether trying again can help and holds no secret */
  send(connection: ResolvedConnection, delivery: Delivery, services: ChannelServices): Promise<Sent>
}

export interface ChannelDefinition<N extends string, C extends z.ZodObject>
  extends Omit<Channel<N>, 'config' | 'send'> {
  readonly config: C
  readonly secrets: readonly (keyof z.output<C> & string)[]
  send(task: Delivery & { readonly config: z.output<C> }, services: ChannelServices): Promise<Sent>
}

/** Adds what all channels share: checked settings, clean texts within the limits, failures without secrets. */
export function defineChannel<const N extends string, C extends z.ZodObject>(
  definition: ChannelDefinition<N, C>,
): Channel<N> {
  return {
    ...definition,
    async send(connection, delivery, services) {
      const config = settingsOf(definition.config, connection)
      const message = presentable(delivery.message, definition.limits)
      try {
        return await definition.send({ ...delivery, message, config }, services)
      } catch (error) {
        const secrets = secretsOf(definition.secrets, connection)
        throw withoutSecrets(error, delivery.message.ack_url ? [...secrets, delivery.message.ack_url] : secrets)
      }
    },
  }
}

/** The one place where texts from alerts and rules are made fit to show: no channel, no layout gets them otherwise. */
function presentable(message: Message, limits: Channel['limits']): Message {
  const line = (text: string, max = limits.title) => cut(oneLine(text), max)
  const prose = (text: string) => cut(manyLines(text), limits.body)
  return {
    ...message,
    title: line(message.title),
    body: prose(message.body),
    escalation: message.escalation && presentableEscalation(message.escalation, line),
    resolved_by: message.resolved_by === null ? null : line(message.resolved_by),
    resolution_note: message.resolution_note === null ? null : prose(message.resolution_note),
    rule: message.rule === null ? null : line(message.rule),
    fields: message.fields.map(({ name, value }) => ({ name: line(name, 100), value: prose(value) })),
    alerts: message.alerts.map((alert) => ({ ...alert, title: line(alert.title) })),
  }
}

const presentableEscalation = (
  { target, level, text }: MessageEscalation,
  line: (text: string) => string,
): MessageEscalation => ({ target: line(target), level, text: text === null ? null : line(text) })

/** Longer texts of receivers say nothing more. */
const longestError = 400

/** An error that is no `DeliveryError` is a fault of ours or of a layout; it may pass, so it is tried again. */
function withoutSecrets(error: unknown, secrets: readonly string[]): DeliveryError {
  const text = cut(redact(error instanceof Error ? error.message : String(error), secrets), longestError)
  return error instanceof DeliveryError
    ? new DeliveryError(text, error.retry, error.code)
    : new DeliveryError(text, 'later')
}
