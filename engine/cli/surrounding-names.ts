/** The names from outside the rule files that a check without a server can know. */
import type { Known } from '../../dsl/checks/index.ts'
import { ConfigError, readConfig } from '../config.ts'
import { openConnections } from '../connections/index.ts'
import { knownByDatabase, knownNames } from '../process/known-names.ts'
import { commandLine } from '../config-command.ts'
import { readDatabase } from '../store/readable-database.ts'

export interface SurroundingNames {
  readonly known: Known
  /** Why unknown people are not told of; null: they are. */
  readonly withoutPeople: string | null
  /** Why unknown connections are not told of; null: they are. */
  readonly withoutConnections: string | null
}

/** Never fails: what cannot be looked at is not warned of, and the reason says so. */
export async function surroundingNames(): Promise<SurroundingNames> {
  try {
    const config = readConfig()
    const known = knownNames(openConnections(config.connections))
    const people = await peopleOf(config.databaseUrl)
    return typeof people === 'string'
      ? { known, withoutPeople: people, withoutConnections: null }
      : { known: { ...known, ...people }, withoutPeople: null, withoutConnections: null }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { remediations } = knownNames({ known: [] })
    const reason = `the settings have an error, see \`${commandLine('doctor')}\``
    return { known: remediations ? { remediations } : {}, withoutPeople: reason, withoutConnections: reason }
  }
}

/** Whom the database knows and what it has seen, or why that is not known. */
async function peopleOf(databaseUrl: string): Promise<Known | string> {
  const read = await readDatabase(databaseUrl, knownByDatabase)
  if ('reason' in read) return read.reason
  // The first start makes @admin: before it nobody can be told from a mistake.
  return read.found.handles?.includes('admin') ? read.found : 'the database has no people yet'
}

/** One line on what the names of a check were compared with. */
export function tellNames({ withoutPeople, withoutConnections }: SurroundingNames): string {
  const looked = ['remediations', ...(withoutConnections ? [] : ['connections']), ...(withoutPeople ? [] : ['people'])]
  const missed = [
    ...(withoutConnections ? [`not connections: ${withoutConnections}`] : []),
    ...(withoutPeople ? [`not people: ${withoutPeople}`] : []),
  ]
  return `Names compared: ${[looked.join(', '), ...missed].join('; ').replace(/\.$/, '')}.`
}
