import { describe, expect, test } from 'vitest'
import { readConfig } from '../../../engine/config.ts'
import { openConnections } from '../../../engine/connections/index.ts'

const open = (env: Record<string, string>) => openConnections(readConfig(env).connections)

describe('connections from the environment', () => {
  test('the inbox is always there', async () => {
    const connections = open({})
    expect(connections.known.map(({ name }) => name)).toEqual(['inbox'])
    expect(connections.problems).toEqual([])
    expect(await connections.get({ tenant: 'acme', name: 'inbox' })).toMatchObject({ type: 'inbox' })
  })

  test('the short variables make email and slack', async () => {
    const connections = open({
      SMTP_SERVER: 'mail.example.org',
      SMTP_PORT: '2525',
      SMTP_FROM: 'Tocsin <tocsin@example.org>',
      SLACK_WEBHOOK_URL: 'https://hooks.slack.example/services/T0/B0/secret',
    })
    expect(connections.problems).toEqual([])
    expect(await connections.get({ tenant: 'default', name: 'email' })).toMatchObject({
      type: 'email',
      config: { host: 'mail.example.org', port: '2525', from: 'Tocsin <tocsin@example.org>' },
    })
    expect(connections.typeOf('default', 'slack')).toBe('slack')
  })

  test('a connection of any type, by its fields', async () => {
    const connections = open({
      TOCSIN_CONN_HOOK_TYPE: 'webhook',
      TOCSIN_CONN_HOOK_URL: 'https://hooks.example.org/x',
    })
    expect(connections.problems).toEqual([])
    expect(await connections.get({ tenant: 'default', name: 'hook' })).toEqual({
      name: 'hook',
      type: 'webhook',
      config: { url: 'https://hooks.example.org/x' },
    })
  })

  test('the environment speaks for tenant default only', async () => {
    const connections = open({ SMTP_SERVER: 'mail.example.org' })
    expect(await connections.get({ tenant: 'acme', name: 'email' })).toBeNull()
    expect(connections.typeOf('acme', 'email')).toBeNull()
  })

  test.each<[what: string, env: Record<string, string>, variable: string, message: RegExp]>([
    ['an unknown type', { TOCSIN_CONN_X_TYPE: 'pigeon' }, 'TOCSIN_CONN_X_TYPE', /not a type.*webhook/],
    ['a missing field', { TOCSIN_CONN_X_TYPE: 'webhook' }, 'TOCSIN_CONN_X_URL', /missing/],
    [
      'an unusable field',
      { TOCSIN_CONN_X_TYPE: 'webhook', TOCSIN_CONN_X_URL: 'ftp://x' },
      'TOCSIN_CONN_X_URL',
      /not usable/,
    ],
    [
      'a field that the type has not',
      { TOCSIN_CONN_X_TYPE: 'webhook', TOCSIN_CONN_X_URL: 'https://x.example', TOCSIN_CONN_X_COLOUR: 'red' },
      'TOCSIN_CONN_X_COLOUR',
      /no setting of a webhook/,
    ],
    [
      'a short variable',
      { SMTP_SERVER: 'mail.example.org', SMTP_FROM: 'no address at all' },
      'SMTP_FROM',
      /not usable/,
    ],
    [
      'a second connection of one name',
      {
        SLACK_WEBHOOK_URL: 'https://hooks.slack.example/a',
        TOCSIN_CONN_SLACK_TYPE: 'slack',
        TOCSIN_CONN_SLACK_URL: 'https://hooks.slack.example/b',
      },
      'TOCSIN_CONN_SLACK_URL',
      /second connection "slack"/,
    ],
  ])('%s is told by its variable', (_what, env, variable, message) => {
    expect(open(env).problems).toEqual([expect.objectContaining({ variable, message: expect.stringMatching(message) })])
  })

  test('no message repeats a value', () => {
    const { problems } = open({ TOCSIN_CONN_X_TYPE: 'slack', TOCSIN_CONN_X_URL: 'not-a-url-but-a-secret' })
    expect(problems).toHaveLength(1)
    expect(JSON.stringify(problems)).not.toContain('not-a-url-but-a-secret')
  })
})
