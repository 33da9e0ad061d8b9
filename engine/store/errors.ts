/** What a failed statement means for who asked; the only file that reads drivers' error codes. */
import { BaseError, ConnectionError, TimeoutError, UniqueConstraintError } from 'sequelize'

/** The database does not answer: nothing was stored, the same request may be sent again. Answered 503. */
export class DatabaseUnavailable extends Error {
  override readonly name = 'DatabaseUnavailable'
}

const contention = new Set([
  'SQLITE_BUSY',
  'SQLITE_LOCKED',
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
  '40P01', // PostgreSQL: deadlock
  '40001', // PostgreSQL: serialisation
  '55P03', // PostgreSQL: lock not available
])
const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'SQLITE_CANTOPEN',
  'SQLITE_IOERR',
  '57P01', // PostgreSQL: shut down by the administrator
  '57P02',
  '57P03',
  '53300', // PostgreSQL: too many connections
])

/** It answers, but what is written is refused. */
const unwritable = new Map([
  ['SQLITE_FULL', 'its disk is full'],
  ['SQLITE_READONLY', 'it may only be read'],
  ['ER_DISK_FULL', 'its disk is full'],
  ['ER_RECORD_FILE_FULL', 'its disk is full'],
  ['ER_OPTION_PREVENTS_STATEMENT', 'it may only be read'],
  ['ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION', 'it may only be read'],
  ['53100', 'its disk is full'], // PostgreSQL: disk full
  ['25006', 'it may only be read'], // PostgreSQL: read-only transaction, as on a standby
])

/** Why the database refuses writes; null for every other error. */
export const refusalOf = (error: unknown): string | null => unwritable.get(codeOf(error)) ?? null

const codeOf = (error: unknown): string => {
  const cause = error instanceof BaseError && 'original' in error ? error.original : error
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

/** Two transactions met; the same work may be tried again (D30). */
export const isContention = (error: unknown): boolean =>
  contention.has(codeOf(error)) || (isDuplicate(error) && /open_key|incident_alerts|ack_tokens/.test(placeOf(error)))

export const isDuplicate = (error: unknown): boolean =>
  error instanceof UniqueConstraintError || isPlainDuplicate(error)

/** As sqlite3 tells it where Sequelize is not between (`together.ts`). */
const isPlainDuplicate = (error: unknown): error is Error =>
  error instanceof Error && /^SQLITE_CONSTRAINT: UNIQUE constraint failed/.test(error.message)

/** The connection is gone or cannot be made, or nothing can be written. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof DatabaseUnavailable ||
  error instanceof ConnectionError ||
  error instanceof TimeoutError ||
  lost.has(codeOf(error)) ||
  refusalOf(error) !== null ||
  (error instanceof Error && /Connection terminated|closed state|connection .*(closed|lost)/i.test(error.message))

/** Whether the database or its driver said so: unreachable, no such database, no right. */
export const isDatabaseError = (error: unknown): error is Error =>
  error instanceof DatabaseUnavailable || error instanceof BaseError

/** Index and columns that a duplicate hit; each driver tells it elsewhere. */
const placeOf = (error: unknown): string => {
  if (isPlainDuplicate(error)) return error.message
  if (!(error instanceof UniqueConstraintError)) return ''
  const original: unknown = error.original
  const constraint =
    typeof original === 'object' && original !== null && 'constraint' in original ? original.constraint : ''
  const table = typeof original === 'object' && original !== null && 'table' in original ? original.table : ''
  // MariaDB tells neither table nor name where the primary key was hit; the statements that were sent name their tables.
  // Of those that are sent together, only these have keys that another transaction could have taken.
  const statement = [...(error.sql ?? '').matchAll(/INSERT INTO `(\w+)`/g)].map(([, table]) => table).join(' ')
  return [Object.keys(error.fields ?? {}).join(' '), constraint, table, error.original.message, statement].join(' ')
}
