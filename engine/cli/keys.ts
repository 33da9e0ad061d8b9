import { commandLine } from '../config-command.ts'
import { print, printJson, tell } from './print.ts'
import { ask, type ServerOptions, withServerOptions } from './server.ts'
import { table, when } from './table.ts'
import type { Verb } from './verb.ts'

interface Key {
  readonly id: string
  readonly name: string
  readonly prefix: string
  readonly scopes: readonly string[]
  readonly created_at: string
  readonly expires_at: string | null
  readonly revoked_at: string | null
}
interface KeyOptions extends ServerOptions {
  readonly scope?: readonly string[]
  readonly expires?: string
  readonly json?: boolean
}
const collect = (value: string, before: readonly string[] = []) => [...before, value]

/** API keys: list, add, revoke. */
export const keys: Verb = {
  name: 'keys',
  summary: 'list, add and revoke API keys',
  setUp: (command) => {
    withServerOptions(command.command('list').description('every key, without its secret'))
      .option('--json', 'print the answer as one JSON object')
      .action(list)
    withServerOptions(command.command('add').description('make a key; it is shown this once'))
      .argument('<name>', 'what it is for')
      .requiredOption('--scope <word>', 'ingest, read, act or admin; may be given several times', collect)
      .option('--expires <time>', 'last moment, as 2027-01-31T00:00:00Z')
      .option('--json', 'print the answer as one JSON object')
      .action(add)
    withServerOptions(command.command('revoke').description('end a key at once'))
      .argument('<id>', `id from \`${commandLine('keys list')}\``)
      .action(revoke)
  },
}

async function list(options: KeyOptions): Promise<void> {
  const page = await ask<{ items: readonly Key[] }>(options, 'GET', '/api/v1/keys')
  if (options.json) return printJson(page)
  const rows = page.items.map((key) => [
    key.id,
    key.name,
    key.prefix === '' ? '(chosen)' : `${key.prefix}…`,
    key.scopes.join(' '),
    when(key.created_at),
    key.revoked_at ? `revoked ${when(key.revoked_at)}` : key.expires_at ? `until ${when(key.expires_at)}` : '',
  ])
  print(table(['ID', 'NAME', 'BEGINS', 'SCOPES', 'MADE (UTC)', ''], rows))
}

async function add(name: string, options: KeyOptions): Promise<void> {
  const body = { name, scopes: options.scope, ...(options.expires && { expires_at: options.expires }) }
  const made = await ask<Key & { key: string }>(options, 'POST', '/api/v1/keys', body)
  if (options.json) return printJson(made)
  print(made.key)
  tell(`Key ${made.id} (${name}: ${made.scopes.join(', ')}). It is not shown again.`)
}

async function revoke(id: string, options: KeyOptions): Promise<void> {
  await ask(options, 'DELETE', `/api/v1/keys/${encodeURIComponent(id)}`)
  tell(`Revoked ${id}.`)
}
