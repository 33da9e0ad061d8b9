/**
 * What the activities need from the engine. They declare it here, `engine` implements it and passes it in, so that no
 * activity imports storage. All of them act for one tenant, named in each call.
 */
import type { NoticeInput } from '../dsl/model/activity.ts'
import type { Facts } from '../dsl/model/facts.ts'
import type { Json } from '../dsl/model/value.ts'
import type { JournalActivities } from './contract.ts'
import type { Message } from './message.ts'

/** One way to reach someone: a connection and the address that it takes. */
export interface Contact {
  /** Connection name, `inbox` or `email` among them. */
  readonly connection: string
  /** Address in the channel's own form: mail address, user handle for `inbox`, room, or '' where the connection is the room. */
  readonly address: string
}
/** Someone or something to tell, resolved from `@handle`, `"#room"` or an address. */
export interface Recipient {
  /** As the delivery log names it: `@kim`, `#payments`, `ops@example.org`. */
  readonly target: string
  /** To try in this order; empty when nothing is configured (D17). */
  readonly contacts: readonly Contact[]
}
export interface Directory {
  /**
   * Who a target is now. A schedule is who is on call at `level` (default 1), a team all its members, a person once (D115).
   * `via` narrows to these connections or kinds. Unknown handles answer an empty list.
   * @param now milliseconds since 1970 UTC
   */
  recipients(query: {
    tenant: string
    target: string
    via: readonly string[]
    level: number
    now: number
  }): Promise<readonly Recipient[]>
  /** Number of levels of a schedule; 1 for teams and people, 0 for unknown names. */
  levels(query: { tenant: string; target: string }): Promise<number>
  /**
   * The level that an `escalate` without a number pages (D116): the highest whose `after` has passed since the first page,
   * or the next above the highest paged, whichever is higher; beyond the last, the last. 1 for teams, people and places.
   * @param first_paged_at null before the first page
   */
  levelReached(query: {
    tenant: string
    target: string
    highest_paged: number
    first_paged_at: number | null
    now: number
  }): Promise<number>
  /** The tenant's fallback receiver: `inbox` and every admin's email, else the room of connection `slack` (D18). */
  fallback(query: { tenant: string }): Promise<readonly Recipient[]>
}

/** A configured connection with its secrets resolved; lives only inside one activity. */
export interface ResolvedConnection {
  readonly name: string
  /** Catalogue name of its channel or remediation kind. */
  readonly type: string
  readonly config: Readonly<Record<string, Json>>
}
export interface Connections {
  /** Null when no connection bears the name. `inbox` is always there and needs no set-up (D17). */
  get(query: { tenant: string; name: string }): Promise<ResolvedConnection | null>
}

/** One message to one target by one connection, from before its send until after it (D33). */
export interface DeliveryRecord {
  readonly key: string
  readonly tenant: string
  readonly incident_id: string | null
  readonly run_id: string | null
  readonly step: string
  readonly target: string
  readonly connection: string
  readonly channel: string
  readonly address: string
  readonly status: 'sending' | 'sent' | 'failed' | 'muted'
  readonly external_id: string | null
  readonly error: string | null
  /** False when the step said `with { resolve: false }` (D6). */
  readonly resolve: boolean
}
/** What a message is to whoever gets it: a page, an escalation, an update, the end. */
export type ToldAs = Pick<Message, 'kind' | 'escalation'>
export interface DeliveryLog {
  /** Writes `sending` unless the key is there; answers the stored record, so that a `sent` one is not sent again. */
  begin(record: Omit<DeliveryRecord, 'status' | 'external_id' | 'error'>): Promise<DeliveryRecord>
  /**
   * @param record what `begin` answered: nothing is kept in between, so a send that never ends leaves nothing behind
   * @param told what the message was, for the timeline
   */
  sent(record: DeliveryRecord, externalId: string | null, told: ToldAs): Promise<void>
  failed(record: DeliveryRecord, error: string, told: ToldAs): Promise<void>
  /** What was sent for an incident, oldest first; updates and resolve notices answer to these (D6, D86). */
  ofIncident(query: { tenant: string; incident_id: string }): Promise<readonly DeliveryRecord[]>
}

/** Links that act on behalf of one person at one incident. */
export interface Links {
  /** Page of the incident for people. */
  incident(query: { tenant: string; incident_id: string }): string
  /** Signed, single use, bound to person and incident; GET shows a page, POST acts (D7). */
  acknowledge(query: { tenant: string; incident_id: string; person: string }): string
  run(query: { tenant: string; run_id: string }): string
}

/** One entry of the inbox, the channel that always works (D17). */
export interface Inbox {
  add(entry: {
    tenant: string
    key: string
    recipient: string
    title: string
    body: string
    url: string | null
    severity: string
    /** How the incident stood as the message tells it. */
    status: 'active' | 'acknowledged' | 'resolved'
    incident_id: string | null
  }): Promise<{ id: string }>
}

export interface Notices {
  /** Has workflow `notice` started, which tries for a day; safe to repeat: one workflow id is one notice. */
  order(query: { incident_id: string | null; run_id: string | null; notice: NoticeInput }): Promise<void>
}

/** Evaluation of texts, from `dsl/compile`; passed in because activities may import `dsl/model` only. */
export interface Render {
  text(expression: import('../dsl/model/expression.ts').Expression, facts: Facts): string
}

export interface Dependencies {
  /** Installation id of the database behind `journal`; a run of another one is refused (D73). */
  readonly installation: string
  /** The run's own record in our database; the activities themselves. */
  readonly journal: JournalActivities
  readonly directory: Directory
  readonly connections: Connections
  readonly deliveries: DeliveryLog
  readonly links: Links
  readonly inbox: Inbox
  readonly notices: Notices
  readonly render: Render
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number
  /** Folder of the LiquidJS channel layouts, `rules/messages`. */
  readonly layouts: string
}
