import { readFileSync } from 'node:fs'
import { type IntegrationSetting, readIntegrations, type Secrets, secretsOf } from './integrations.ts'
import type { SettingProblem } from './problem.ts'

/** Variables whose name the operator completes; `.env.example` shows each. */
export const families = [
  {
    form: 'TOCSIN_CONN_<NAME>_TYPE',
    meaning: 'Makes the connection `name` of that catalogue type (email, slack, webhook, ssh).',
  },
  {
    form: 'TOCSIN_CONN_<NAME>_<FIELD>',
    meaning: "A field of that connection, as the type's schema names it; with _FILE at the end, read from a file.",
  },
  {
    form: 'TOCSIN_SOURCE_<NAME>_SECRET',
    meaning: 'Token that the alert source must send; with _FILE at the end, read from a file.',
  },
  {
    form: 'TOCSIN_SOURCE_<NAME>_SECRET_PREVIOUS',
    meaning: 'The token before it, still taken until this is removed; with _FILE at the end, read from a file.',
  },
  {
    form: 'TOCSIN_INTEGRATION_<NAME>_SOURCE',
    meaning: 'Makes the integration /api/v1/intake/SOURCE/name of that alert source.',
  },
  {
    form: 'TOCSIN_INTEGRATION_<NAME>_SECRET',
    meaning: 'Token that it must send; with _FILE at the end, read from a file.',
  },
  {
    form: 'TOCSIN_INTEGRATION_<NAME>_SECRET_PREVIOUS',
    meaning: 'The token before it, still taken until this is removed; with _FILE at the end, read from a file.',
  },
  {
    form: 'TOCSIN_INTEGRATION_<NAME>_SEVERITIES',
    meaning: 'Its own severity words, as WORD=SEVERITY with commas between: sev-a=critical,sev-b=high.',
  },
  {
    form: 'TOCSIN_INTEGRATION_<NAME>_VOLATILE',
    meaning:
      'Labels that do not tell its alerts apart, with commas between, in place of the usual ones (value, message, timestamp, …). Counts where the source sends no fingerprint.',
  },
  {
    form: 'TEMPORAL_TLS_<FIELD>',
    meaning:
      'TLS to TEMPORAL_ADDRESS, read by @temporalio/envconfig: CLIENT_CERT_PATH, CLIENT_KEY_PATH, SERVER_CA_CERT_PATH, SERVER_NAME.',
  },
] as const

/** A connection as the environment describes it: text fields, not yet checked against the schema of its type. */
export interface ConnectionSetting {
  /** Lower case, as rule files write it. */
  readonly name: string
  readonly type: string
  /** Lower case with underscores: `TOCSIN_CONN_WEB_HOST_KEY` is `host_key`. */
  readonly fields: Readonly<Record<string, string>>
  /** The variable of each field, for messages. */
  readonly variables: Readonly<Record<string, string>>
}

export interface FamilySettings {
  readonly connections: readonly ConnectionSetting[]
  readonly secrets: ReadonlyMap<string, string>
  /** Tokens of the default integration by source name, lower case: the one in use, and the one before while it is exchanged. */
  readonly sources: ReadonlyMap<string, readonly string[]>
  /** By name, lower case. */
  readonly integrations: ReadonlyMap<string, IntegrationSetting>
}

type Env = Readonly<Record<string, string | undefined>>
/** Name and field; also the form by which a variable is known to be ours. */
export const integrationForm =
  /^TOCSIN_INTEGRATION_([A-Z0-9_]+?)_(SOURCE|SECRET|SECRET_PREVIOUS|SEVERITIES|VOLATILE)(_FILE)?$/
const reservedNames = new Set(['email', 'sms', 'phone', 'chat', 'push', 'inbox'])

/** Reads the families; what is wrong is added to `problems`. */
export function readFamilies(env: Env, problems: SettingProblem[]): FamilySettings {
  const text = (variable: string, value: string): string | null => {
    if (!variable.endsWith('_FILE')) return value
    try {
      return readFileSync(value, 'utf8').replace(/\r?\n$/, '')
    } catch {
      problems.push({
        variable,
        message: 'names a file that cannot be read',
        remedy: 'Give the path of a readable file.',
      })
      return null
    }
  }
  const secrets = new Map<string, string>()
  const sources = new Map<string, Secrets>()
  const integrations = new Map<string, Map<string, string>>()
  for (const [variable, value] of Object.entries(env)) {
    if (!value) continue
    const secret = /^TOCSIN_SECRET_([A-Z0-9_]+?)(_FILE)?$/.exec(variable)?.[1]
    const [, source, previous] = /^TOCSIN_SOURCE_([A-Z0-9_]+)_SECRET(_PREVIOUS)?(_FILE)?$/.exec(variable) ?? []
    const [, integration, field] = integrationForm.exec(variable) ?? []
    if (!secret && !source && !integration) continue
    const content = text(variable, value)
    if (content === null) continue
    if (secret) secrets.set(secret.toLowerCase(), content)
    if (source) sources.set(source, { ...sources.get(source), [previous ? 'previous' : 'current']: content })
    if (integration && field) {
      const fields = integrations.get(integration) ?? new Map<string, string>()
      integrations.set(integration, fields.set(field, content))
    }
  }
  return {
    connections: readConnections(env, problems, text),
    secrets,
    sources: new Map(
      [...sources].map(([name, given]) => [name.toLowerCase(), secretsOf(`TOCSIN_SOURCE_${name}`, given, problems)]),
    ),
    integrations: readIntegrations(integrations, problems),
  }
}

function readConnections(
  env: Env,
  problems: SettingProblem[],
  text: (variable: string, value: string) => string | null,
): ConnectionSetting[] {
  const variables = Object.keys(env).filter((name) => name.startsWith('TOCSIN_CONN_') && env[name])
  const names = variables
    .flatMap((variable) => /^TOCSIN_CONN_([A-Z0-9_]+)_TYPE$/.exec(variable)?.[1] ?? [])
    // Longest first: WEB_1 takes its variables before WEB does.
    .sort((a, b) => b.length - a.length)
  const fieldsOf = new Map(names.map((name) => [name, new Map<string, { text: string; variable: string }>()]))
  for (const variable of variables) {
    const rest = variable.slice('TOCSIN_CONN_'.length)
    const name = names.find((candidate) => rest.startsWith(`${candidate}_`))
    if (!name) {
      problems.push({
        variable,
        message: 'belongs to no connection',
        remedy: 'Set TOCSIN_CONN_<NAME>_TYPE of its connection too, or remove it.',
      })
      continue
    }
    const field = rest.slice(name.length + 1)
    if (field === 'TYPE') continue
    const content = text(variable, env[variable] ?? '')
    if (content !== null)
      fieldsOf.get(name)?.set(field.replace(/_FILE$/, '').toLowerCase(), { text: content, variable })
  }
  return names.flatMap((name) => {
    if (reservedNames.has(name.toLowerCase())) {
      problems.push({
        variable: `TOCSIN_CONN_${name}_TYPE`,
        message: `uses the reserved connection name "${name.toLowerCase()}"`,
        remedy: 'Choose another name; mail is set by SMTP_SERVER and its companions.',
      })
      return []
    }
    const fields = [...(fieldsOf.get(name) ?? [])]
    return {
      name: name.toLowerCase(),
      type: env[`TOCSIN_CONN_${name}_TYPE`] ?? '',
      fields: Object.fromEntries(fields.map(([field, found]) => [field, found.text])),
      variables: Object.fromEntries(fields.map(([field, found]) => [field, found.variable])),
    }
  })
}
