/** Database servers of a test's own, fresh and durable, on free loopback ports: these may be killed (D34). */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import mysql from 'mysql2/promise'
import pg from 'pg'
import { describe, test } from 'vitest'
import { type Child, freePort, startChild } from './child.ts'
import { until } from './until.ts'

const run = promisify(execFile)

export interface OwnDatabase {
  /** Of an empty database on it. */
  readonly url: string
  /** Resolves when it takes statements; after `kill` it recovers first. */
  start(): Promise<void>
  /** As `kill -9` does it. */
  kill(): Promise<void>
  remove(): Promise<void>
}
export interface OwnServer {
  readonly name: 'mariadb' | 'postgres'
  /** The programs that must be there. */
  readonly programs: readonly string[]
  create(): Promise<OwnDatabase>
}

/** What a kind of server is: how its folder is made, how it is run, how it is asked. */
interface Kind {
  readonly user: string
  readonly initialise: (folder: string) => Promise<unknown>
  readonly command: (folder: string, port: number) => readonly [program: string, args: readonly string[]]
  readonly url: (port: number) => string
  /** Makes the empty database, where it is not there yet. */
  readonly prepare: (port: number) => Promise<void>
}

const postgres: Kind = {
  user: 'postgres',
  initialise: (folder) =>
    run(...asUser('postgres', found('initdb'), ['-D', join(folder, 'data'), '-U', 'postgres', '-A', 'trust'])),
  command: (folder, port) =>
    asUser('postgres', found('postgres'), [
      ...['-D', join(folder, 'data'), '-p', String(port), '-h', '127.0.0.1'],
      ...['-c', 'unix_socket_directories='],
    ]),
  url: (port) => `postgres://postgres@127.0.0.1:${port}/tocsin`,
  async prepare(port) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', connectionTimeoutMillis: 2_000 })
    await client.connect()
    try {
      const there = await client.query("SELECT 1 FROM pg_database WHERE datname = 'tocsin'")
      if (there.rowCount === 0) await client.query('CREATE DATABASE tocsin')
    } finally {
      await client.end()
    }
  },
}
const mariadb: Kind = {
  user: 'mysql',
  initialise: (folder) =>
    run(found('mariadb-install-db'), [
      ...['--no-defaults', `--datadir=${join(folder, 'data')}`, '--skip-test-db'],
      ...['--auth-root-authentication-method=normal', ...mysqlUser()],
    ]),
  command: (folder, port) => [
    found('mariadbd'),
    [
      ...['--no-defaults', `--datadir=${join(folder, 'data')}`, `--port=${port}`, '--bind-address=127.0.0.1'],
      ...[`--socket=${join(folder, 'socket')}`, `--pid-file=${join(folder, 'pid')}`, ...mysqlUser()],
    ],
  ],
  url: (port) => `mysql://root@127.0.0.1:${port}/tocsin`,
  async prepare(port) {
    const connection = await mysql.createConnection({ host: '127.0.0.1', port, user: 'root', connectTimeout: 2_000 })
    try {
      await connection.query('CREATE DATABASE IF NOT EXISTS tocsin')
    } finally {
      await connection.end()
    }
  },
}

export const ownServers: readonly OwnServer[] = [
  { name: 'mariadb', programs: ['mariadb-install-db', 'mariadbd'], create: () => create(mariadb) },
  { name: 'postgres', programs: ['initdb', 'postgres'], create: () => create(postgres) },
]

/** One suite for each server. Programs that are not there are a visible skip, in CI a failure. */
export function describeOwnServers(title: string, suite: (server: OwnServer) => void): void {
  for (const server of ownServers) {
    const name = `${title} on ${server.name}`
    const missing = server.programs.filter((program) => where(program) === undefined)
    if (missing.length === 0) describe(name, () => suite(server))
    else if (process.env.CI === 'true')
      test(`${name}: its programs are installed`, () => {
        throw new Error(`Not found: ${missing.join(', ')}.`)
      })
    else describe.skip(`${name} (not installed: ${missing.join(', ')})`, () => suite(server))
  }
}

async function create(kind: Kind): Promise<OwnDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-database-'))
  if (isRoot) await run('chown', [kind.user, folder])
  await kind.initialise(folder)
  const port = await freePort()
  let child: Child | null = null
  const kill = async () => {
    await child?.stop('SIGKILL')
    child = null
  }
  return {
    url: kind.url(port),
    start: () =>
      // The processes of a killed PostgreSQL need a moment to go; until then a new one refuses to start.
      until(
        'the database server takes statements',
        async () => {
          child ??= startChild(...kind.command(folder, port))
          const own = child
          const ended = own.ended.then(() => {
            if (child === own) child = null
            throw new Error(`The server ended:\n${own.output()}`)
          })
          ended.catch(() => undefined)
          await Promise.race([kind.prepare(port), ended])
          return true
        },
        60_000,
      ).then(() => undefined),
    kill,
    async remove() {
      await kill()
      await until('its files are free', async () => {
        await rm(folder, { recursive: true, force: true })
        return true
      })
    },
  }
}

/** Neither server runs as root. */
const isRoot = process.getuid?.() === 0
const mysqlUser = (): readonly string[] => (isRoot ? ['--user=mysql'] : [])
const asUser = (user: string, program: string, args: readonly string[]): [string, string[]] =>
  isRoot
    ? ['setpriv', [`--reuid=${user}`, `--regid=${user}`, '--clear-groups', program, ...args]]
    : [program, [...args]]

/** Debian keeps PostgreSQL's programs off the PATH, by version. */
function where(program: string): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(':'),
    '/usr/sbin',
    ...versions.map((version) => join(debian, version, 'bin')),
  ]
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path))
}
function found(program: string): string {
  const path = where(program)
  if (path === undefined) throw new Error(`${program} is not installed.`)
  return path
}
