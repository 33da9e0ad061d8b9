import type { Contact } from '../../activities/dependencies.ts'
import type { UserRow } from '../store/rows.ts'

/** What the directory must know of connections. */
export interface ConnectionTypes {
  /** Catalogue name of the type of a connection, or null when none bears the name. */
  typeOf(tenant: string, name: string): string | null
}

/** Kinds of contact whose channels this version does not have (D67). */
const absentKinds: ReadonlySet<string> = new Set(['sms', 'phone', 'chat', 'push'])
const mailbox = /^[^\s@]+@[^\s@]+$/

/**
 * How to reach a person. With `via`, by exactly these, each once; a kind that the person has no address for is left out. Without,
 * by their own contact methods in order: mail where there is a mail server, else the room of the connection `slack`; then
 * the inbox.
 */
export function contactsOfPerson(
  person: Pick<UserRow, 'tenant' | 'handle' | 'email'>,
  via: readonly string[],
  connections: ConnectionTypes,
): readonly Contact[] {
  const { tenant, handle, email } = person
  if (via.length > 0)
    return [...new Set(via)].flatMap((name): Contact[] => {
      if (absentKinds.has(name)) return []
      switch (name === 'email' ? 'email' : connections.typeOf(tenant, name)) {
        case 'email':
          return email === null ? [] : [{ connection: name, address: email }]
        case 'inbox':
          return [{ connection: name, address: `@${handle}` }]
        // An unknown connection is kept: its use fails with the remedy.
        default:
          return [{ connection: name, address: '' }]
      }
    })
  const inbox = { connection: 'inbox', address: `@${handle}` }
  const mails = mailOf(person, connections)
  return [...(mails.length > 0 ? mails : roomOf(tenant, connections)), inbox]
}

/** A person's own contact outside: mail, where they have an address and there is a mail server. */
export const mailOf = (
  { tenant, email }: Pick<UserRow, 'tenant' | 'email'>,
  connections: ConnectionTypes,
): readonly Contact[] =>
  email !== null && connections.typeOf(tenant, 'email') === 'email' ? [{ connection: 'email', address: email }] : []

/** The room that stands in for people without a contact of their own (D115): a Slack webhook is its own address. */
export const roomOf = (tenant: string, connections: ConnectionTypes): readonly Contact[] =>
  connections.typeOf(tenant, 'slack') === 'slack' ? [{ connection: 'slack', address: '' }] : []

/** How to reach `"#room"` or an address: by the connections named, else an address by mail. */
export function contactsOfPlace(
  tenant: string,
  target: string,
  via: readonly string[],
  connections: ConnectionTypes,
): readonly Contact[] {
  if (via.length > 0)
    return [...new Set(via)]
      .filter((name) => !absentKinds.has(name))
      .map((connection) => ({ connection, address: target }))
  return mailbox.test(target) && connections.typeOf(tenant, 'email') === 'email'
    ? [{ connection: 'email', address: target }]
    : []
}
