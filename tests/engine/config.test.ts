import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { connectionTypes } from '../../activities/connection-types.ts'
import { families } from '../../engine/config/families.ts'
import { settings, unused } from '../../engine/config/settings.ts'
import { ConfigError, readConfig } from '../../engine/config.ts'

test('nothing set is a whole configuration', () => {
  const config = readConfig({})
  expect(config).toMatchObject({ port: 8000, host: '127.0.0.1', auth: 'loopback', matchAudit: 0.01, warnings: [] })
  expect(config.databaseUrl).toMatch(/^sqlite:\/.*tocsin\.db$/)
  expect(config.temporal).toMatchObject({ address: null, taskQueue: 'tocsin', uiUrl: 'http://127.0.0.1:8233' })
})

test.each<[variable: string, value: string, says: RegExp]>([
  ['PORT', 'eighty', /^PORT is not a number/],
  ['PORT', '70000', /^PORT must be 0 to 65535/],
  ['TOCSIN_AUTH', 'none', /"loopback" or "required"/],
  ['TOCSIN_ADMIN_KEY', 'short', /20 characters/],
  ['TOCSIN_MASTER_KEY', 'abc', /32 bytes/],
  ['TOCSIN_ADMIN_EMAIL', 'nobody', /mail address/],
  ['DATABASE_URL', 'oracle://secret-password@db', /must begin with sqlite:/],
  ['DATABASE_URL', 'postgres://u:secret-password%CR@db/tocsin', /^DATABASE_URL cannot be used: The password/],
  ['DATABASE_URL', 'mysql://u:secret-password@db', /^DATABASE_URL cannot be used: .*must end in one database name/],
  ['TOCSIN_MATCH_AUDIT', '300%', /between 0 and 1/],
  ['TEMPORAL_ADDRESS', 'localhost', /HOST:PORT/],
  ['HOST', '0.0.0.0', /^TOCSIN_AUTH must be "required".*\(0\.0\.0\.0\)/],
  ['TOCSIN_CONN_SMS_TYPE', 'webhook', /reserved connection name "sms"/],
  ['TOCSIN_CONN_WEB_HOST', 'web', /belongs to no connection/],
  ['TOCSIN_SECRET_A_FILE', '/no/such/file', /file that cannot be read/],
])('%s=%s is refused by name', (variable, value, says) => {
  const attempt = () => readConfig({ [variable]: value })
  expect(attempt).toThrow(ConfigError)
  expect(attempt).toThrow(says)
  expect(attempt).not.toThrow(/secret-password/)
})

test('a public address is fine with keys', () => {
  expect(readConfig({ HOST: '0.0.0.0', TOCSIN_AUTH: 'required' }).auth).toBe('required')
})

describe('families', () => {
  test('a connection takes its variables, the longer name first', () => {
    const { connections } = readConfig({
      TOCSIN_CONN_WEB_TYPE: 'ssh',
      TOCSIN_CONN_WEB_HOST_KEY: 'k',
      TOCSIN_CONN_WEB_1_TYPE: 'webhook',
      TOCSIN_CONN_WEB_1_URL: 'https://example.org',
    })
    expect(connections.map(({ name, type, fields }) => ({ name, type, fields }))).toEqual([
      { name: 'web_1', type: 'webhook', fields: { url: 'https://example.org' } },
      { name: 'web', type: 'ssh', fields: { host_key: 'k' } },
    ])
  })
  test('the short variables make email and slack', () => {
    const { connections } = readConfig({ SMTP_SERVER: 'mail', SLACK_WEBHOOK_URL: 'https://hooks.example.org/x' })
    expect(connections).toMatchObject([
      { name: 'email', fields: { host: 'mail', port: '587' }, variables: { host: 'SMTP_SERVER' } },
      { name: 'slack', fields: { url: 'https://hooks.example.org/x' } },
    ])
    for (const { type, fields } of connections) {
      expect(connectionTypes[type]?.config.safeParse(fields).error?.issues ?? []).toEqual([])
    }
  })
  test('tokens of sources and secrets by lower-case name', () => {
    const config = readConfig({ TOCSIN_SOURCE_PROMETHEUS_SECRET: 's', TOCSIN_SECRET_API_TOKEN: 't' })
    expect([...config.sources]).toEqual([['prometheus', ['s']]])
    expect([...config.secrets]).toEqual([['api_token', 't']])
  })
})

describe('integrations', () => {
  test('every member, the secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tocsin-config-')), 'secret')
    writeFileSync(file, 'from-file\n')
    const { integrations, warnings } = readConfig({
      TOCSIN_INTEGRATION_EU_WEST_SOURCE: 'prometheus',
      TOCSIN_INTEGRATION_EU_WEST_SECRET_FILE: file,
      TOCSIN_INTEGRATION_EU_WEST_SECRET_PREVIOUS: 'old',
      TOCSIN_INTEGRATION_EU_WEST_SEVERITIES: 'A=critical,b = info',
      TOCSIN_INTEGRATION_EU_WEST_VOLATILE: 'value, pod,',
    })
    expect(warnings).toEqual([])
    expect([...integrations.values()]).toEqual([
      {
        name: 'eu_west',
        source: 'prometheus',
        secrets: ['from-file', 'old'],
        severities: new Map([
          ['a', 'critical'],
          ['b', 'info'],
        ]),
        volatile: ['value', 'pod'],
      },
    ])
  })
  test.each<[env: Record<string, string>, says: RegExp]>([
    [{ TOCSIN_INTEGRATION_EU_SECRET: 'hush' }, /^TOCSIN_INTEGRATION_EU_SOURCE is missing.*prometheus, generic/],
    [{ TOCSIN_INTEGRATION_EU_SOURCE: 'hush' }, /^TOCSIN_INTEGRATION_EU_SOURCE names no source.*prometheus/],
    [{ TOCSIN_INTEGRATION_DEFAULT_SOURCE: 'generic' }, /_DEFAULT_SOURCE uses the reserved name/],
    [
      { TOCSIN_INTEGRATION_EU_SOURCE: 'generic', TOCSIN_INTEGRATION_EU_SEVERITIES: 'hush=loud' },
      /_EU_SEVERITIES holds a pair that cannot be read.*critical, high/,
    ],
    [
      { TOCSIN_INTEGRATION_EU_SOURCE: 'generic', TOCSIN_INTEGRATION_EU_SECRET_PREVIOUS: 'hush' },
      /_EU_SECRET_PREVIOUS is set without TOCSIN_INTEGRATION_EU_SECRET/,
    ],
    [
      { TOCSIN_SOURCE_GENERIC_SECRET_PREVIOUS: 'hush' },
      /^TOCSIN_SOURCE_GENERIC_SECRET_PREVIOUS is set without TOCSIN_SOURCE_GENERIC_SECRET/,
    ],
  ])('%j is named, not repeated', (env, says) => {
    expect(() => readConfig(env)).toThrow(says)
    expect(() => readConfig(env)).not.toThrow(/hush/)
  })
  test('a source has two tokens while they are exchanged', () => {
    const env = { TOCSIN_SOURCE_GENERIC_SECRET_PREVIOUS: 'old', TOCSIN_SOURCE_GENERIC_SECRET: 'new' }
    expect(readConfig(env).sources).toEqual(new Map([['generic', ['new', 'old']]]))
    expect(readConfig(env).warnings).toEqual([])
  })
  test('a field that no integration has is warned about', () => {
    expect(readConfig({ TOCSIN_INTEGRATION_EU_COLOUR: 'x' }).warnings).toEqual([expect.stringMatching(/COLOUR is not/)])
  })
  test('the rate', () => {
    expect(readConfig({}).intakeRate).toBeNull()
    expect(readConfig({ TOCSIN_INTAKE_RATE: '0.5' }).intakeRate).toBe(0.5)
    expect(() => readConfig({ TOCSIN_INTAKE_RATE: '0' })).toThrow(/TOCSIN_INTAKE_RATE must be above 0/)
  })
})

test('a variable that looks like ours is warned about, with the nearest name', () => {
  const env = {
    TOCSIN_RULSE: 'x',
    SMTP_PORTT: '3',
    SMTP_HOST: 'mail',
    SMTP_PASS: 's',
    TOCSIN_SMPT: 'mail',
    TOCSIN_SMTP_SERVER: 'mail',
    DB_URL: 'd',
    MAIL_FROM: 'a@b.example',
    SMTP_FROM: 'a@b.example',
    TOCSIN_QQQQ: 'q',
    SMTP_HELO_OF_ANOTHER_PROGRAM: 'z',
    SLACK_BOT_TOKEN: 'y',
    TOCSIN_SECRET_PAGER: 'p',
  }
  expect(readConfig(env).warnings).toEqual([
    'TOCSIN_RULSE is not a setting of Tocsin; did you mean TOCSIN_RULES?',
    'SMTP_PORTT is not a setting of Tocsin; did you mean SMTP_PORT?',
    'SMTP_HOST is not a setting of Tocsin; did you mean SMTP_SERVER?',
    'SMTP_PASS is not a setting of Tocsin; did you mean SMTP_PASSWORD?',
    'TOCSIN_SMPT is not a setting of Tocsin; did you mean SMTP_SERVER?',
    'TOCSIN_SMTP_SERVER is not a setting of Tocsin; did you mean SMTP_SERVER?',
    'DB_URL is not a setting of Tocsin; did you mean DATABASE_URL?',
    'TOCSIN_QQQQ is not a setting of Tocsin; see .env.example.',
    'SLACK_BOT_TOKEN is set, but nothing in this version uses it.',
    'TOCSIN_SECRET_PAGER is set, but nothing in this version uses it.',
  ])
})

test.each(unused)('.env.example says that %s is not used by this version', (name) => {
  const text = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8')
  expect(text).toContain(`\n# ${name}: not used by this version`)
})

test('.env.example holds every setting with meaning and default, and nothing else', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').split('\n')
  const found = lines.flatMap((line, index) => {
    const [, off, name, value] = /^(# )?([A-Z_]+(?:<[A-Z]+>[A-Z_]*)*)=(.*)$/.exec(line) ?? []
    return name ? [{ name, off: Boolean(off), value, meaning: lines[index - 1]?.replace(/^# /, '') }] : []
  })
  const expected = [
    ...Object.entries(settings).map(([name, setting]) => ({
      name,
      off: setting.default === null,
      value: setting.default ?? ('example' in setting ? setting.example : ''),
      meaning: setting.meaning,
    })),
    ...families.map(({ form, meaning }) => ({ name: form, off: true, value: '', meaning })),
  ]
  const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
  expect(found.sort(byName)).toEqual(expected.sort(byName))
})
