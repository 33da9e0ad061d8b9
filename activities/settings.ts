import type * as z from 'zod'
import type { ResolvedConnection } from './dependencies.ts'
import { notConfigured } from './failure.ts'

/**
 * The settings of a connection as its kind declares them.
 * @throws {DeliveryError} `not-configured`, naming connection and field but never a value, which may be a secret
 */
export function settingsOf<C extends z.ZodObject>(schema: C, connection: ResolvedConnection): z.output<C> {
  const parsed = schema.safeParse(connection.config)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys'
      ? `unknown field ${issue.keys.map((key) => `"${key}"`).join(', ')}`
      : `"${issue.path.join('.') || 'settings'}": ${issue.message}`,
  )
  throw notConfigured(
    `Connection "${connection.name}" (${connection.type}) is not set up: ${faults.join('; ')}. ` +
      `Set TOCSIN_CONN_${connection.name.toUpperCase()}_<FIELD>.`,
  )
}

/** The secret values in a connection's settings, to be kept out of every text. */
export const secretsOf = (fields: readonly string[], connection: ResolvedConnection): string[] =>
  fields.flatMap((field) => {
    const value = connection.config[field]
    return typeof value === 'string' ? [value] : []
  })
