/** What is wrong with the database of `DATABASE_URL`, in one sentence that names where it should be and no password. */
import { parseDatabaseUrl } from './url.ts'

/** @param error what the store answered; the driver's own words stand deepest in it */
export function databaseFault(error: unknown, databaseUrl: string): string {
  const said = (error instanceof Error ? innermost(error).message : String(error)).replace(/\.$/, '')
  return `The ${databasePlace(databaseUrl)} cannot be used: ${said}.`
}

/** `mariadb database tocsin at db.example.org:3306`, or `SQLite database data/tocsin.db`. */
export function databasePlace(databaseUrl: string): string {
  const place = parseDatabaseUrl(databaseUrl)
  return place.dialect === 'sqlite'
    ? `SQLite database ${place.path}`
    : `${place.dialect} database ${place.database} at ${place.host}:${place.port}`
}

function innermost(error: Error): Error {
  const inner = error.cause ?? ('original' in error ? error.original : null)
  if (inner instanceof AggregateError && inner.errors[0] instanceof Error) return inner.errors[0]
  return inner instanceof Error && inner !== error ? innermost(inner) : error
}
