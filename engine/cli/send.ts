import { colors } from './colours.ts'
import { nearest } from '../../dsl/model/nearest.ts'
import { severities } from '../../dsl/model/severity.ts'
import { commandLine } from '../config-command.ts'
import { readSeverity } from '../intake/words.ts'
import { print, printJson } from './print.ts'
import { readText } from './read-alert.ts'
import { ask, type ServerOptions, serverUrl, withServerOptions } from './server.ts'
import { paintStatus } from './table.ts'
import { type Verb, VerbFailed } from './verb.ts'

interface SendOptions extends ServerOptions {
  readonly title?: string
  readonly source: string
  readonly severity?: string
  readonly name?: string
  readonly description?: string
  readonly status?: string
  readonly value?: string
  readonly fingerprint?: string
  readonly label?: readonly string[]
  readonly tag?: readonly string[]
  readonly json?: boolean
}
interface SentAlert {
  readonly id: string
  readonly status: string
  readonly severity: string
  readonly title: string
  readonly count: number
  readonly incident_ids: readonly string[]
}

const collect = (value: string, before: readonly string[] = []) => [...before, value]

/** Posts one alert to the running server. */
export const send: Verb = {
  name: 'send',
  summary: 'send an alert to the running Tocsin, from flags or from a JSON file',
  setUp: (command) => {
    withServerOptions(command)
      .argument('[file]', 'JSON file with the alert (as for POST /api/v1/alerts), or - for standard input')
      .option('-t, --title <text>', 'what is wrong, for people')
      .option('--source <name>', 'who says so', 'cli')
      .option('-s, --severity <word>', 'critical, high, warning, info or unknown')
      .option('-n, --name <text>', 'short name of the kind of alert')
      .option('-d, --description <text>', 'more about it')
      .option('--status <word>', 'active, or resolved to end it')
      .option('--value <value>', 'measured value: 93%, 12GiB, 3s, 7')
      .option('--fingerprint <text>', 'identity, when the same alert is sent again')
      .option('-l, --label <name=value>', 'label; may be given several times', collect)
      .option('--tag <text>', 'tag; may be given several times', collect)
      .option('--json', 'print the answer as one JSON object')
      .addHelpText('after', `\nExample:\n  ${commandLine('send')} -t "Disk full on web-1" -s critical -l service=web`)
      .action((file: string | undefined, options: SendOptions) => sendAlert(file, options))
  },
}

async function sendAlert(file: string | undefined, options: SendOptions): Promise<void> {
  const body = file === undefined ? fromFlags(options) : await fromFile(file)
  const alert = await ask<SentAlert>(options, 'POST', '/api/v1/alerts', body)
  if (options.json) return printJson(alert)
  print(`${alert.id}  ${paintStatus(alert.status)}  ${alert.severity}  ${alert.title}`)
  const url = serverUrl(options)
  if (alert.incident_ids.length === 0)
    print(`No rule has taken it. \`${commandLine('check')}\` shows what is wrong with a rule.`)
  else print(`Its runs:  ${commandLine(`runs --alert ${alert.id}`)}`)
  print(colors.dim(`Web app: ${url}  API: ${url}/api/v1/alerts/${alert.id}`))
}

function fromFlags(options: SendOptions): Record<string, unknown> {
  if (!options.title)
    throw new VerbFailed('An alert needs a title.', 'add --title "What is wrong", or name a JSON file.')
  if (options.severity !== undefined) requireSeverity(options.severity)
  const labels = (options.label ?? []).map((pair) => {
    const [name, ...rest] = pair.split('=')
    if (!name || rest.length === 0)
      throw new VerbFailed(`--label ${pair} has no "=".`, 'write it as --label name=value.')
    return [name, rest.join('=')] as const
  })
  const { title, source, severity, name, description, status, value, fingerprint, tag } = options
  const fields = { source, title, severity, name, description, status, value, fingerprint, tags: tag }
  const given = Object.entries(fields).filter(([, field]) => field !== undefined)
  return { ...Object.fromEntries(given), ...(labels.length > 0 && { labels: Object.fromEntries(labels) }) }
}

/**
 * The API takes every word, for it must lose no alert; a person at the keyboard can be asked again.
 * @throws {VerbFailed} for a word that would be read as `unknown` without saying so
 */
function requireSeverity(word: string): void {
  if (readSeverity(word) !== 'unknown' || word.trim().toLowerCase() === 'unknown') return
  const near = nearest(word, severities)
  throw new VerbFailed(
    `--severity ${word} is no severity; nothing was sent.`,
    `${near ? `did you mean ${near}? ` : ''}Write ${severities.join(', ')}, or a word that means one of them, as P1 or error.`,
  )
}

async function fromFile(file: string): Promise<unknown> {
  const text = await readText(file)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new VerbFailed(`${file} is not JSON: ${(error as Error).message}.`, 'mend the file.')
  }
}
