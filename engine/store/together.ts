/** Several writes as one request to the database: each statement by itself is a round trip, and waiting is what they cost. */
import { QueryTypes, type Sequelize, type Transaction } from 'sequelize'
import type { Dialect } from './dialects.ts'

/** Longer texts go apart, well below what servers take in one packet (MariaDB's default is 16 MiB). */
const mostCharacters = 1024 * 1024

/** The part of sqlite3 that runs a text of several statements. */
interface Executor {
  exec(sql: string, done: (error: Error | null) => void): void
}

/** Runs the statements in order; the first that fails ends it with its error. */
export async function together(
  { sequelize, dialect }: { readonly sequelize: Sequelize; readonly dialect: Dialect },
  statements: readonly string[],
  tx: Transaction,
): Promise<void> {
  for (const text of texts(statements, joiner(sequelize, dialect))) {
    if (dialect.sendsTogether === 'exec') await execute(tx, text)
    else await sequelize.query(text, { type: QueryTypes.RAW, transaction: tx })
  }
}

/** MySQL before MariaDB's numbers (10 and up) knows compound statements in routines only. */
function joiner(sequelize: Sequelize, dialect: Dialect): ((statements: readonly string[]) => string) | null {
  if (dialect.sendsTogether !== 'compound') return (statements) => statements.join(';\n')
  // Sequelize asks for it on its first connection; its type definitions do not tell.
  const { options } = sequelize as unknown as { readonly options: { readonly databaseVersion?: string | number } }
  if (Number.parseInt(String(options.databaseVersion), 10) < 10) return null
  return (statements) => (statements.length === 1 ? String(statements[0]) : compound(statements))
}

const compound = (statements: readonly string[]): string => `BEGIN NOT ATOMIC\n${statements.join(';\n')};\nEND`

function texts(statements: readonly string[], join: ((statements: readonly string[]) => string) | null): string[] {
  if (join === null) return [...statements]
  const groups: string[][] = []
  let room = 0
  for (const statement of statements) {
    const last = groups.at(-1)
    if (last === undefined || statement.length > room) {
      groups.push([statement])
      room = mostCharacters - statement.length
    } else {
      last.push(statement)
      room -= statement.length
    }
  }
  return groups.map(join)
}

/** Sequelize would hand SQLite only the first statement of a text. */
function execute(tx: Transaction, text: string): Promise<void> {
  const { connection } = tx as unknown as { readonly connection: Executor }
  return new Promise((resolve, reject) => connection.exec(text, (error) => (error ? reject(error) : resolve())))
}
