import { connectionTypes } from '../../activities/connection-types.ts'
import type { ResolvedConnection } from '../../activities/dependencies.ts'
import { entryOf } from '../../dsl/model/registry.ts'
import type { Json } from '../../dsl/model/value.ts'
import type { ConnectionSetting } from '../config.ts'

export interface ConnectionProblem {
  readonly connection: string
  /** The variable to look at. */
  readonly variable: string
  /** Never holds a value: it may be a secret. */
  readonly message: string
}

/** One connection checked by the schema of its type, or what is wrong with it, by variable. */
export function readConnection(
  setting: ConnectionSetting,
): { readonly connection: ResolvedConnection } | { readonly problems: readonly ConnectionProblem[] } {
  const { name, type, fields } = setting
  const kind = entryOf(connectionTypes, type)
  const problem = (variable: string, message: string): ConnectionProblem => ({ connection: name, variable, message })
  if (!kind) {
    const known = Object.keys(connectionTypes).join(', ')
    return {
      problems: [problem(variableOf(setting, 'type'), `is not a type of connection that this version has: ${known}.`)],
    }
  }
  const parsed = kind.config.safeParse(fields)
  // The texts go on as they are: whoever uses the connection reads them by the same schema.
  if (parsed.success) return { connection: { name, type, config: fields as Readonly<Record<string, Json>> } }
  return {
    problems: parsed.error.issues.flatMap((issue) => {
      if (issue.code === 'unrecognized_keys') {
        const expected = Object.keys(kind.config.shape).join(', ')
        return issue.keys.map((field) =>
          problem(variableOf(setting, field), `is no setting of a ${type} connection. It has: ${expected}.`),
        )
      }
      const field = String(issue.path[0] ?? 'type')
      const missing = !Object.hasOwn(fields, field)
      return [problem(variableOf(setting, field), missing ? 'is missing.' : `is not usable: ${issue.message}.`)]
    }),
  }
}

/** The variable that set a field, or that would. */
const variableOf = ({ name, variables }: ConnectionSetting, field: string): string =>
  variables[field] ?? shortNames[name]?.[field] ?? `TOCSIN_CONN_${name.toUpperCase()}_${field.toUpperCase()}`

/** Fields of the connections that have variables of their own. */
const shortNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  email: {
    type: 'SMTP_SERVER',
    host: 'SMTP_SERVER',
    port: 'SMTP_PORT',
    username: 'SMTP_USERNAME',
    password: 'SMTP_PASSWORD',
    from: 'SMTP_FROM',
  },
  slack: { url: 'SLACK_WEBHOOK_URL' },
}
