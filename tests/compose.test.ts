/** docker-compose.yml and nginx.conf name only what exists: files of this checkout, verbs of the CLI, settings of ours. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { verbs } from '../engine/cli/verbs.ts'
import { settings } from '../engine/config/settings.ts'
import { permissions } from '../engine/http/permissions.ts'
import { processMs } from '../engine/process/stop-times.ts'

interface Service {
  readonly image: string
  readonly command?: string | readonly string[]
  readonly volumes?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>
  readonly healthcheck?: { readonly test: readonly string[] }
  readonly restart: string
  readonly stop_grace_period?: string
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>
  readonly volumes: Readonly<Record<string, null>>
}
const root = join(import.meta.dirname, '..')
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const compose = parse(text, { merge: true }) as Compose
const services = Object.entries(compose.services)

/** Those that the images page of each product documents; a tag is always named. */
const knownImages = [
  /^node:24-bookworm$/,
  /^nginx:\d+\.\d+$/,
  /^mariadb:\d+\.\d+$/,
  /^redis:\d+\.\d+$/,
  /^postgres:\d+$/,
  /^temporalio\/(server|admin-tools|ui):\d+\.\d+\.\d+$/,
]

test('has every part of the scale-out', () => {
  expect(Object.keys(compose.services)).toEqual(
    expect.arrayContaining([
      'nginx',
      'api',
      'worker',
      'mariadb',
      'redis',
      'temporal',
      'temporal-ui',
      'temporal-postgres',
    ]),
  )
})

test.each(['api', 'worker'])('%s is not killed before it has stopped by itself', (name) => {
  const seconds = /^(\d+)s$/.exec(compose.services[name]?.stop_grace_period ?? '')?.[1]
  expect(Number(seconds) * 1_000).toBeGreaterThan(processMs)
})

describe.each(services)('service %s', (_name, service) => {
  test('uses a known image with its tag', () =>
    expect(knownImages.some((known) => known.test(service.image))).toBe(true))

  test('waits only for services that are there, and for health only where it is checked', () => {
    for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(compose.services).toHaveProperty(other)
      if (condition === 'service_healthy') expect(compose.services[other]?.healthcheck?.test[0]).toMatch(/^CMD/)
      else expect(compose.services[other]?.restart).not.toBe('unless-stopped')
    }
  })

  test('mounts only files of the checkout and declared volumes', () => {
    for (const mount of service.volumes ?? []) {
      const source = mount.split(':')[0] ?? ''
      if (source.startsWith('.')) expect(existsSync(join(root, source))).toBe(true)
      else expect(compose.volumes).toHaveProperty(source)
    }
  })

  test('runs only files and verbs that exist', () => {
    if (!service.image.startsWith('node:')) return
    const words = [service.command ?? []].flat().join(' ').split(/\s+/)
    const files = words.filter((word) => /\.(ts|mjs)$/.test(word))
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true)
    const main = words.indexOf('engine/cli/main.ts')
    if (main >= 0) expect(verbs.map((verb) => verb.name)).toContain(words[main + 1])
  })

  test('sets only settings that Tocsin reads', () => {
    if (!service.image.startsWith('node:')) return
    for (const name of Object.keys(service.environment ?? {})) expect(settings).toHaveProperty(name)
  })
})

test.each([
  ['api', 'PORT'],
  ['worker', 'TOCSIN_WORKER_PORT'],
])('the health of %s is asked at the port of %s', (name, setting) => {
  const service = compose.services[name]
  const url = new URL(service?.healthcheck?.test.at(-1) ?? '')
  expect(url.port).toBe(service?.environment?.[setting])
  expect(permissions).toHaveProperty([`GET ${url.pathname}`], 'public')
})

test('no secret has a value in the file', () => {
  const secrets = text.match(/^\s*\w*(PASSWORD|_KEY|_PWD|SECRET)\w*:.*$/gm) ?? []
  expect(secrets.length).toBeGreaterThan(5)
  for (const line of secrets) expect(line).toMatch(/\$\{\w+:[?-]|MARIADB_RANDOM_ROOT_PASSWORD/)
})

test('a mistake in the file would be seen', () => {
  expect(() => parse(`${text}\n  bad: [`)).toThrow()
})

test("nginx takes nginx.conf, with the API's name as an address", () => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-nginx-'))
  try {
    const conf = readFileSync(join(root, 'nginx.conf'), 'utf8')
    expect(conf).toContain('server api:8000')
    // Only inside compose does the name `api` resolve.
    const file = join(folder, 'nginx.conf')
    writeFileSync(
      file,
      conf
        .replace('server api:8000', 'server 127.0.0.1:8000')
        .replace('/dev/stdout', '/tmp/access.log')
        .replaceAll('/tmp/', `${folder}/`),
    )
    const check = (path: string) =>
      spawnSync('nginx', ['-t', '-c', path], { encoding: 'utf8', env: { PATH: `${process.env.PATH}:/usr/sbin` } })
    const result = check(file)
    expect(result.stderr).toContain('test is successful')
    writeFileSync(file, conf.replace('listen 8000;', 'listen 8000'))
    expect(check(file).status).not.toBe(0)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
