/** The connections that the receivers need: declared in the language, or as variables of the environment. */
import type { Word } from '../located.ts'
import { nameOf, quoted, takeFree } from './rule-text.ts'

export interface ConnectionField {
  readonly field: string
  /** Null: a secret, which stands in the file that was imported and nowhere in what is written. */
  readonly value: string | null
  /** How the secret is to be written where it is part of the value: `Bearer SECRET`. */
  readonly form?: string
  readonly line: number
}
export interface Connection {
  readonly name: string
  readonly type: string
  readonly fields: readonly ConnectionField[]
  readonly line: number
}

/** What the operator has to set; `value` null: the secret from that line of the imported file. */
export interface Variable {
  readonly name: string
  readonly value: string | null
  readonly form?: string
  readonly line: number
}

/** A field as read from the file, secret or not. */
export interface ReadField extends Word {
  readonly field: string
  readonly isSecret: boolean
  readonly form?: string
}

export class Connections {
  readonly #made = new Map<string, Connection>()
  readonly #taken = new Set<string>()

  /** The connection with these settings; the same ones make one. `apart` keeps equal settings apart. */
  make(type: string, wish: string, fields: readonly ReadField[], line: number, apart = ''): Connection {
    const key = JSON.stringify([type, apart, fields.map(({ field, text }) => [field, text])])
    const known = this.#made.get(key)
    if (known) return known
    const connection: Connection = {
      name: takeFree(nameOf(wish), this.#taken),
      type,
      line,
      fields: fields.map(({ field, line, form, text, isSecret }) => ({
        ...{ field, line, value: isSecret ? null : text },
        ...(form !== undefined && { form }),
      })),
    }
    this.#made.set(key, connection)
    return connection
  }
  all(): readonly Connection[] {
    return [...this.#made.values()]
  }
}

const secretName = ({ name }: Connection, field: string): string => `${name}_${field}`

export function connectionText(connection: Connection): string {
  const entries = connection.fields.map(
    ({ field, value }) => `  ${field}: ${value === null ? `secret.${secretName(connection, field)}` : quoted(value)}`,
  )
  return entries.length === 0
    ? `connection ${connection.name} = ${connection.type} {}`
    : [`connection ${connection.name} = ${connection.type} {`, ...entries, '}'].join('\n')
}

/** For connections that stand in the rule file: their secrets. */
export const secretVariables = (connections: readonly Connection[]): readonly Variable[] =>
  connections.flatMap((connection) =>
    connection.fields
      .filter(({ value }) => value === null)
      .map(({ field, ...rest }) => ({
        name: `TOCSIN_SECRET_${secretName(connection, field).toUpperCase()}`,
        ...rest,
      })),
  )

/** For connections that the environment makes. */
export const connectionVariables = (connections: readonly Connection[]): readonly Variable[] =>
  connections.flatMap(({ name, type, fields, line }) => [
    { name: `TOCSIN_CONN_${name.toUpperCase()}_TYPE`, value: type, line },
    ...fields.map(({ field, ...rest }) => ({
      name: `TOCSIN_CONN_${name.toUpperCase()}_${field.toUpperCase()}`,
      ...rest,
    })),
  ])
