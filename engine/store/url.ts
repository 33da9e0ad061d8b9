/** What `DATABASE_URL` may say (D78), read once; nothing else looks into the text. */
import { isAbsolute, resolve } from 'node:path'

export type DatabaseUrl =
  | { readonly dialect: 'sqlite'; readonly path: string }
  | {
      readonly dialect: 'mariadb' | 'postgres'
      readonly host: string
      readonly port: number
      readonly user: string
      readonly password: string
      readonly database: string
      /** What stands behind `?`: TLS and the like, passed on to the driver. */
      readonly options: Readonly<Record<string, string>>
    }

/** The text is not a database address; the message says which forms are, and never repeats a password. */
export class InvalidDatabaseUrl extends Error {
  override readonly name = 'InvalidDatabaseUrl'
}

const forms =
  'sqlite:PATH, sqlite:///PATH, mysql://USER:PASSWORD@HOST:PORT/DATABASE, mariadb://…, postgres://…, postgresql://…'
const servers: Readonly<Record<string, { dialect: 'mariadb' | 'postgres'; port: number }>> = {
  'mysql:': { dialect: 'mariadb', port: 3306 },
  'mariadb:': { dialect: 'mariadb', port: 3306 },
  'postgres:': { dialect: 'postgres', port: 5432 },
  'postgresql:': { dialect: 'postgres', port: 5432 },
}

/**
 * @param text `sqlite:data/tocsin.db` is relative to the working folder, `sqlite:///var/lib/t.db` is absolute
 * @throws {InvalidDatabaseUrl} when the text has none of the forms
 */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  if (text.startsWith('sqlite:')) return { dialect: 'sqlite', path: sqlitePath(text.slice('sqlite:'.length)) }
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new InvalidDatabaseUrl(`DATABASE_URL is not a database address. Use one of: ${forms}.`)
  }
  const server = servers[url.protocol]
  if (server === undefined)
    throw new InvalidDatabaseUrl(
      `DATABASE_URL names the database "${url.protocol}", which is unknown. Use one of: ${forms}.`,
    )
  const database = decoded('database name', url.pathname.slice(1))
  if (url.hostname === '') throw new InvalidDatabaseUrl(`DATABASE_URL names no host. Use one of: ${forms}.`)
  if (database === '' || database.includes('/'))
    throw new InvalidDatabaseUrl(`DATABASE_URL must end in one database name, as in ${url.protocol}//HOST/tocsin.`)
  return {
    dialect: server.dialect,
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? server.port : Number(url.port),
    user: decoded('user', url.username),
    password: decoded('password', url.password),
    database,
    options: Object.fromEntries(url.searchParams),
  }
}

function decoded(part: string, text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new InvalidDatabaseUrl(
      `The ${part} in DATABASE_URL has a % that begins no sign of UTF-8. Write a % as %25, @ as %40, : as %3A and / as %2F.`,
    )
  }
}

function sqlitePath(rest: string): string {
  const path = rest.startsWith('//') ? rest.slice(2) : rest
  if (path === '' || path === '/')
    throw new InvalidDatabaseUrl('DATABASE_URL names no SQLite file: write sqlite:PATH or sqlite:///PATH.')
  // Reads and writes have a connection each; a database in memory would be a different one for each.
  if (path === ':memory:') throw new InvalidDatabaseUrl('SQLite needs a file, not :memory:. Write sqlite:PATH.')
  if (rest.startsWith('//') && !isAbsolute(path))
    throw new InvalidDatabaseUrl(`sqlite://${path} names a host; write sqlite:///PATH for a file.`)
  return resolve(path)
}
