import type { LauncherConfig } from '../config-launcher.ts'
import { installedTemporal } from '../launcher/temporal-binary.ts'
import { examine } from './examine.ts'
import { unreachable } from '../launcher/unreachable.ts'
import { databasePlace } from '../store/database-fault.ts'
import { namespaceChange } from '../worker/namespace-change.ts'
import { type Finding, fine, problem, warning } from './findings.ts'
import { readDatabase } from '../store/readable-database.ts'
import { tellNames } from './surrounding-names.ts'

/** What Tocsin needs around it: the database, Temporal and where its runs are there, mail server, rule files. */
export async function inspectSurroundings(config: LauncherConfig): Promise<readonly Finding[]> {
  return (
    await Promise.all([database(config), temporal(config), namespace(config), mail(config), rules(config)])
  ).flat()
}

/** The one that these settings name; a running server may have been started with others. */
async function database({ databaseUrl }: LauncherConfig): Promise<readonly Finding[]> {
  const place = databasePlace(databaseUrl)
  const read = await readDatabase(databaseUrl, async () => null)
  if ('found' in read) return [fine('database', `${place} answers`)]
  if (read.missing) return [fine('database', `${place}: ${read.reason}; the start makes it`)]
  const remedy = 'See that the server of DATABASE_URL runs, that the database exists and that its user may use it.'
  return [problem('database', read.reason, remedy)]
}

async function temporal(config: LauncherConfig): Promise<readonly Finding[]> {
  const { address } = config.temporal
  if (address) {
    const fault = await unreachable(address)
    return [
      fault
        ? problem(
            'temporal',
            `${address}: ${fault}`,
            'Start that server, or unset TEMPORAL_ADDRESS to use the embedded one.',
          )
        : fine('temporal', `${address} answers`),
    ]
  }
  const rejected: string[] = []
  const binary = await installedTemporal(config, rejected)
  if (binary) return [fine('temporal', `server ${binary.server} at ${binary.path} (from ${binary.origin})`)]
  // Where one runs that is started as ours is, nothing has to be got.
  const running = `127.0.0.1:${config.temporal.port}`
  if ((await unreachable(running)) === null) return [fine('temporal', `${running} answers`)]
  const detail = ['no Temporal CLI on this machine', ...rejected].join('; ')
  return [warning('temporal', detail, '`npm start` will download or build one; or set TOCSIN_TEMPORAL_BIN.')]
}

/** Whether the open runs are where a start would look for them. */
async function namespace(config: LauncherConfig): Promise<readonly Finding[]> {
  const read = await readDatabase(config.databaseUrl, (store) => namespaceChange(store, config.temporal.namespace))
  // A database that is away, or has no tables yet, is told by others.
  if ('reason' in read || read.found === null) return []
  const { before, text } = read.found
  return [warning('temporal', text, `Set TEMPORAL_NAMESPACE=${before} before the start, so that they are carried on.`)]
}

async function mail(config: LauncherConfig): Promise<readonly Finding[]> {
  const email = config.connections.find((connection) => connection.name === 'email')
  if (!email)
    return [
      warning(
        'email',
        'no mail server: pages go to the inbox of the web app only',
        'Set SMTP_SERVER and TOCSIN_ADMIN_EMAIL.',
      ),
    ]
  const address = `${email.fields.host}:${email.fields.port ?? 587}`
  const fault = await unreachable(address)
  const found = fault
    ? problem('email', `${address}: ${fault}`, 'See SMTP_SERVER and SMTP_PORT, and that a firewall lets it through.')
    : fine('email', `${address} answers`)
  if (config.adminEmail) return [found]
  return [found, warning('email', '@admin has no address, so no page reaches you', 'Set TOCSIN_ADMIN_EMAIL.')]
}

async function rules(config: LauncherConfig): Promise<readonly Finding[]> {
  const examined = await examine([config.rules]).catch((error: Error) => error)
  if (examined instanceof Error)
    return [
      warning('rules', `${config.rules}: ${examined.message}`, 'The first `npm start` makes it; or set TOCSIN_RULES.'),
    ]
  const { problems, names } = examined
  const found = problems.map(({ file, range, code, message, help, severity }) =>
    (severity === 'error' ? problem : warning)(
      'rules',
      `${file}:${range.start.line}: ${code} ${message}`,
      help ?? 'Mend the file.',
    ),
  )
  if (problems.some(({ severity }) => severity === 'error')) return found
  return [fine('rules', `${config.rules} has no errors. ${tellNames(names)}`), ...found]
}
