import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { launcherConfig } from '../config-launcher.ts'
import { announced, ownUrl } from '../launcher/running-address.ts'
import { commandLine } from '../config-command.ts'
import { VerbFailed } from './verb.ts'

/** Options of every verb that talks to a running Tocsin. */
export interface ServerOptions {
  readonly url?: string
  readonly key?: string
}

export const withServerOptions = (command: Command): Command =>
  command
    .option(
      '--url <url>',
      'address of the server (default: that of HOST and PORT, else of the Tocsin that runs on the data folder)',
    )
    .option('--key <key>', 'API key (default: TOCSIN_ADMIN_KEY, else DATA/admin.key)')

/** The address that the options and settings say, without a slash at the end. */
export function serverUrl(options: ServerOptions): string {
  const config = launcherConfig()
  const own = config.addressIsSet ? null : announced(config.dataDir)
  const url = options.url ?? own ?? ownUrl(config)
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new VerbFailed(`"${url}" is not an address of a server.`, 'write it whole, such as http://127.0.0.1:8000.')
  return url.replace(/\/+$/, '')
}

async function keyOf(options: ServerOptions): Promise<string | null> {
  const { adminKey, auth, dataDir } = launcherConfig()
  if (options.key ?? adminKey) return options.key ?? adminKey
  // The key of this data folder is for the server on it; it is not sent anywhere else.
  if (options.url || auth === 'loopback') return null
  return readFile(join(dataDir, 'admin.key'), 'utf8').then(
    (text) => text.trim() || null,
    () => null,
  )
}

interface Problem {
  readonly title?: string
  readonly detail?: string
  readonly code?: string
  readonly errors?: readonly { readonly pointer: string; readonly message: string; readonly remedy: string }[]
}

/**
 * Asks a running Tocsin; answers the JSON body.
 * @throws {VerbFailed} when it does not answer, or refuses: with its own words
 */
export async function ask<T>(options: ServerOptions, method: string, path: string, body?: unknown): Promise<T> {
  const reply = await request(options, method, path, body)
  const text = await reply.text()
  if (reply.ok) return (text ? JSON.parse(text) : null) as T
  const problem = parseProblem(text)
  const fields = (problem.errors ?? []).map(({ pointer, message }) => `\n    ${pointer || 'body'}: ${message}`)
  throw new VerbFailed(
    `${method} ${path} was refused (${reply.status}): ${problem.detail ?? problem.title ?? text.slice(0, 200)}${fields.join('')}`,
    remedyOf(reply.status, path),
  )
}

/** The bare answer, whatever its status. @throws {VerbFailed} when nothing answers */
export async function request(options: ServerOptions, method: string, path: string, body?: unknown): Promise<Response> {
  const url = serverUrl(options)
  const key = await keyOf(options)
  try {
    return await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(method !== 'GET' && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    })
  } catch (error) {
    const cause = (error as Error).cause as NodeJS.ErrnoException | undefined
    throw new VerbFailed(
      `No Tocsin answers at ${url} (${cause?.code ?? (error as Error).message}).`,
      'start it with `npm start`, or name its address with --url or PORT, or its data folder with TOCSIN_DATA_DIR.',
    )
  }
}

function parseProblem(text: string): Problem {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return {}
  }
}

function remedyOf(status: number, path: string): string {
  if (status === 401) return `give a key with --key or TOCSIN_ADMIN_KEY; \`${commandLine('keys add')}\` makes one.`
  if (status === 403) return 'use a key with the scope that this needs, or read the reason above.'
  if (status === 404 && path.startsWith('/api/v1/keys/')) return `look the id up with \`${commandLine('keys list')}\`.`
  if (status === 404) return `look the id up with \`${commandLine('runs')}\` or in the web app.`
  if (status === 503) return `try again in a moment; \`${commandLine('doctor')}\` tells what is down.`
  return 'mend what the message names and run the command again.'
}
