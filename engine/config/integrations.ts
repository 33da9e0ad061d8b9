import { isSeverity, type Severity, severities } from '../../dsl/model/severity.ts'
import { intakes } from '../intake/index.ts'
import type { SettingProblem } from './problem.ts'

/** One way into a source with a token and a mapping of its own (D32); it speaks for tenant `default`. */
export interface IntegrationSetting {
  /** Lower case, as in `/api/v1/intake/{source}/{name}`. */
  readonly name: string
  readonly source: string
  /** Any of them is taken: while a token is exchanged there are two. Empty: none is set. */
  readonly secrets: readonly string[]
  /** Severity by the source's own word, lower case; looked up before the words that every source knows. */
  readonly severities: ReadonlyMap<string, Severity>
  /** Labels that do not tell alerts apart, in place of the usual list (D11); null: the usual list. */
  readonly volatile: readonly string[] | null
}

/** What the environment says of a source's tokens; `SECRET_PREVIOUS` counts only beside `SECRET`. */
export interface Secrets {
  readonly current?: string
  readonly previous?: string
}

/** In the order in which they are tried. @param prefix of the variables, for messages */
export function secretsOf(prefix: string, { current, previous }: Secrets, problems: SettingProblem[]): string[] {
  if (current !== undefined) return previous === undefined ? [current] : [current, previous]
  if (previous !== undefined) {
    problems.push({
      variable: `${prefix}_SECRET_PREVIOUS`,
      message: `is set without ${prefix}_SECRET`,
      remedy: `Set ${prefix}_SECRET to the new token, or remove it.`,
    })
  }
  return []
}

/** Reads integrations from their variables' fields (`SOURCE`, `SECRET`, …), by name in upper case. */
export function readIntegrations(
  found: ReadonlyMap<string, ReadonlyMap<string, string>>,
  problems: SettingProblem[],
): ReadonlyMap<string, IntegrationSetting> {
  const integrations = new Map<string, IntegrationSetting>()
  for (const [upper, fields] of found) {
    const prefix = `TOCSIN_INTEGRATION_${upper}`
    const name = upper.toLowerCase()
    const source = fields.get('SOURCE')?.trim().toLowerCase() ?? ''
    const wrong = (field: string, message: string, remedy: string) =>
      problems.push({ variable: `${prefix}_${field}`, message, remedy })
    const known = [...intakes.keys()].join(', ')
    if (name === 'default')
      wrong('SOURCE', 'uses the reserved name "default"', 'Use TOCSIN_SOURCE_<NAME>_SECRET, or another name.')
    else if (source === '') wrong('SOURCE', 'is missing', `Set it to one of: ${known}.`)
    else if (!intakes.has(source)) wrong('SOURCE', 'names no source of this version', `Use one of: ${known}.`)
    const current = fields.get('SECRET')
    const previous = fields.get('SECRET_PREVIOUS')
    const list = wordsOf(fields.get('VOLATILE') ?? '')
    integrations.set(name, {
      name,
      source,
      secrets: secretsOf(
        prefix,
        { ...(current !== undefined && { current }), ...(previous !== undefined && { previous }) },
        problems,
      ),
      severities: readSeverities(fields.get('SEVERITIES') ?? '', (message) =>
        wrong('SEVERITIES', message, `Write WORD=SEVERITY, with commas between; SEVERITY is ${severities.join(', ')}.`),
      ),
      volatile: list.length > 0 ? list : null,
    })
  }
  return integrations
}

const wordsOf = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

function readSeverities(text: string, wrong: (message: string) => void): ReadonlyMap<string, Severity> {
  const map = new Map<string, Severity>()
  for (const pair of wordsOf(text)) {
    const [word = '', severity = '', ...more] = pair.split('=').map((part) => part.trim().toLowerCase())
    if (word === '' || !isSeverity(severity) || more.length > 0) wrong('holds a pair that cannot be read')
    else if (map.has(word)) wrong('names a word twice')
    else map.set(word, severity)
  }
  return map
}
