/** The command line as people run it, in processes of its own. */
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { createLog } from '../../../engine/observability/log.ts'
import { seedAdmin } from '../../../engine/people/seed.ts'
import { openStore } from '../../../engine/store/index.ts'
import { freePort, startChild } from '../../support/child.ts'
import { plantRun } from '../worker/planted.ts'

let folder: string
let port: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-'))
  port = await freePort()
  await writeFile(join(folder, 'good.rule'), 'edition 1\n\nrule "A" {\n  on alert\n  then { notify @admin }\n}\n')
  await writeFile(join(folder, 'unused.rule'), 'edition 1\n\nconst spare = 5s\n')
  await writeFile(join(folder, 'bad.rule'), 'edition 1\n\nrule "B" {\n  on alert\n  then { wait for ack }\n}\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function tocsin(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', PORT: String(port), TOCSIN_DATA_DIR: folder, ...env },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}

describe('check', () => {
  test('what is only not executed yet stands behind what is wrong', async () => {
    const later = 'rule "Later" { then { http GET "https://a.example" as x } on error { end failed } }'
    await writeFile(join(folder, 'later.rule'), `edition 1\n${later}\nrule "Now" { then { wait for ack } }\n`)
    const { code, output } = await tocsin(['check', 'later.rule'])
    expect(code).toBe(1)
    expect(output).toContain('E401')
    expect(output.indexOf('E901')).toBeGreaterThan(output.indexOf('E401'))
  })

  test('a good file: 0', async () => {
    expect(await tocsin(['check', 'good.rule'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('no problems'),
    })
  })
  test('an error: 1, with place and remedy', async () => {
    const { code, output } = await tocsin(['check', 'good.rule', 'bad.rule'])
    expect(code).toBe(1)
    expect(output).toContain('error[E401]')
    expect(output).toContain('bad.rule:5:')
    expect(output).toContain('up to')
  })
  test('a warning: 0, but 1 when strict', async () => {
    expect((await tocsin(['check', 'unused.rule'])).code).toBe(0)
    expect((await tocsin(['check', '--strict', 'unused.rule'])).code).toBe(1)
  })
  test('a file that is not there: 2', async () => {
    const { code, output } = await tocsin(['check', 'none.rule'], { TOCSIN_RULES: join(folder, 'mine') })
    expect(code).toBe(2)
    expect(output).toContain('ENOENT')
    expect(output).toContain(`the rules of this installation are in ${join(folder, 'mine')}.`)
  })
  describe('names from outside', () => {
    const check = async (env: Readonly<Record<string, string>> = {}, ...flags: string[]) => {
      const { code, output } = await tocsin(['check', ...flags, 'outside.rule'], env)
      return { code, output }
    }
    beforeAll(() =>
      writeFile(
        join(folder, 'outside.rule'),
        'edition 1\n\nrule "C" {\n  on alert\n  then {\n    notify @nobody via pagerr\n    run no_such_repair\n  }\n}\n',
      ),
    )
    test('connections and remediations need no database; strict makes them errors', async () => {
      const { code, output } = await check({ TOCSIN_DATA_DIR: join(folder, 'empty') })
      expect(code).toBe(0)
      expect(output.match(/warning\[W508\]/g)).toHaveLength(2)
      expect(output).toContain('Names compared: remediations, connections; not people: there is no database yet.')
      expect((await check({ TOCSIN_DATA_DIR: join(folder, 'empty') }, '--strict')).code).toBe(1)
      expect(existsSync(join(folder, 'empty'))).toBe(false)
    })
    test('a connection of the settings is known', async () => {
      const hook = { TOCSIN_CONN_PAGERR_TYPE: 'webhook', TOCSIN_CONN_PAGERR_URL: 'https://hook.example.org' }
      expect(
        (await check({ TOCSIN_DATA_DIR: join(folder, 'empty'), ...hook })).output.match(/warning\[W508\]/g),
      ).toHaveLength(1)
    })
    test('people of the database are known, unknown ones are told', async () => {
      const url = `sqlite:${join(folder, 'people.db')}`
      const store = openStore({ url, log: createLog('silent') })
      await store.migrate()
      await seedAdmin(store, 'default', null)
      await store.close()
      const { output } = await check({ DATABASE_URL: url })
      expect(output).toContain('Names compared: remediations, connections, people.')
      expect(output).toContain('@nobody')
      expect(output.match(/warning\[W508\]/g)).toHaveLength(3)
      expect((await tocsin(['check', '--strict', 'good.rule'], { DATABASE_URL: url })).code).toBe(0)
      expect((await tocsin(['doctor'], { DATABASE_URL: url, TOCSIN_RULES: folder })).output).toContain('W508')
    })
    test.each([
      [
        'a database that is away',
        { DATABASE_URL: 'postgres://u:hunter22@127.0.0.1:1/x' },
        'The postgres database x at 127.0.0.1:1 cannot be used',
      ],
      ['settings that do not read', { TEMPORAL_PORT: 'x' }, 'not connections: the settings have an error'],
    ])('%s fails nothing and is said', async (_what, env, said) => {
      const { code, output } = await check(env)
      expect(code).toBe(0)
      expect(output).toContain(said)
      expect(output).not.toContain('hunter22')
    })
  })
  test('--json is one object', async () => {
    const { code, output } = await tocsin(['check', '--json', 'bad.rule'])
    expect(code).toBe(1)
    expect(JSON.parse(output.slice(output.indexOf('{')))).toMatchObject({
      errors: 1,
      problems: [{ code: 'E401', file: 'bad.rule' }],
    })
  })
})

test.each(['api', 'worker'])('%s refuses SQLite with the reason and the way out', async (role) => {
  const { code, output } = await tocsin([role])
  expect(code).toBe(2)
  expect(output).toContain('single writer')
  expect(output).toContain('npm start')
})

describe('a role that cannot start', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  const role = async (name: string, env: Readonly<Record<string, string>>) => {
    const { code, output } = await tocsin([name], env)
    expect(code).toBe(2)
    expect(output).toContain('\n  Next: ')
    expect(output).not.toMatch(/^ +at /m)
    return output
  }
  test.each(['api', 'worker'])('%s without a master key names the variable', async (name) => {
    const output = await role(name, { DATABASE_URL: 'mysql://root@127.0.0.1:3306/tocsin_test_absent' })
    expect(output).toContain('TOCSIN_MASTER_KEY')
  })
  test.each([
    ['api', 'mysql://root@127.0.0.1:3306/tocsin_test_absent'],
    ['worker', 'postgres://postgres@127.0.0.1:5432/tocsin_test_absent'],
  ])('%s on a database that does not exist names it', async (name, DATABASE_URL) => {
    const output = await role(name, { DATABASE_URL, TOCSIN_MASTER_KEY: key })
    expect(output).toContain('database tocsin_test_absent at 127.0.0.1')
    expect(output).toContain('DATABASE_URL')
  })
})

test('whoever reads no further is no failure', async () => {
  const shell = startChild(
    'sh',
    ['-c', `"${process.execPath}" "${join(projectRoot, 'engine/cli/main.ts')}" doctor | true`],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, NO_COLOR: '1', PORT: String(port), TOCSIN_DATA_DIR: folder },
    },
  )
  await shell.ended
  expect(shell.output()).not.toContain('EPIPE')
})

test('migrate makes the tables of SQLite, once', async () => {
  const first = await tocsin(['migrate', '--json'])
  expect(JSON.parse(first.output.slice(first.output.indexOf('{'))).applied.length).toBeGreaterThan(0)
  expect(await tocsin(['migrate'])).toMatchObject({ code: 0, output: expect.stringContaining('up to date') })
})

describe('without a server', () => {
  test.each([[['runs']], [['send', '-t', 'x']], [['keys', 'list']]])(
    '%s says that nobody answers, and what to do',
    async (args) => {
      const { code, output } = await tocsin(args)
      expect(code).toBe(2)
      expect(output).toContain(`No Tocsin answers at http://127.0.0.1:${port}`)
      expect(output).toContain('npm start')
    },
  )
  test.each(['foo', 'localhost:18000', 'ftp://x'])('--url %s is no address', async (url) => {
    for (const verb of ['runs', 'doctor'])
      expect((await tocsin([verb, '--url', url])).output).toContain(`"${url}" is not an address`)
  })
  test('doctor finds it, and tells of settings too', async () => {
    const { code, output } = await tocsin(['doctor', '--json'], {
      TOCSIN_CONN_HOOK_TYPE: 'webhok',
      TOCSIN_INTEGRATION_EU_SOURCE: 'prometheus',
      TOCSIN_INTEGRATION_EU_SECRET: 'hush-new',
      TOCSIN_INTEGRATION_EU_SECRET_PREVIOUS: 'hush-old',
    })
    expect(code).toBe(1)
    expect(output).toContain('eu: /api/v1/intake/prometheus/eu, two tokens')
    expect(output).not.toContain('hush')
    const { findings } = JSON.parse(output.slice(output.indexOf('{')))
    expect(findings).toContainEqual(
      expect.objectContaining({ about: 'server', state: 'problem', remedy: expect.any(String) }),
    )
    expect(findings).toContainEqual(expect.objectContaining({ about: 'connections', state: 'problem' }))
  })
})

test('a refusal names the field', async () => {
  const errors = [{ pointer: 'query/limit', message: 'must be a number', remedy: 'Mend it.' }]
  const server = createServer((_, reply) => reply.writeHead(422).end(JSON.stringify({ detail: 'No.', errors })))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port: at } = server.address() as AddressInfo
  const { code, output } = await tocsin(['runs', '--limit', 'abc', '--url', `http://127.0.0.1:${at}`])
  server.close()
  expect(code).toBe(2)
  expect(output).toContain('\n    query/limit: must be a number')
})

test('doctor reads the metrics: a worker that left runs behind, and a server that does not measure at all', async () => {
  const metrics = [
    '# TYPE tocsin_match_audit_disagreements_total counter',
    'tocsin_match_audit_disagreements_total 0',
    '# TYPE tocsin_stranded_runs gauge',
    'tocsin_stranded_runs{task_queue="old"} 2',
  ]
  const server = createServer((request, reply) =>
    reply.end(request.url === '/metrics' ? metrics.join('\n') : '{"status":"ok"}'),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port: at } = server.address() as AddressInfo
  const { code, output } = await tocsin(['doctor', '--url', `http://127.0.0.1:${at}`])
  server.close()
  expect(code).toBe(1)
  expect(output).toMatch(/^problem +runs +tocsin_stranded_runs is 2 \{task_queue="old"\}$/m)
  expect(output).toContain('Set TEMPORAL_TASK_QUEUE back to it')
  expect(output).toMatch(/^ok +audit +tocsin_match_audit_disagreements_total is 0$/m)
  expect(output).toContain('reports no metric tocsin_reconciler_restarted_total')
})

test.each(['mysql', 'postgres'])(
  'a %s server that is away is named with its address, without its password',
  async (kind) => {
    const at = await freePort()
    const env = { DATABASE_URL: `${kind}://kim:sekret@127.0.0.1:${at}/alerts` }
    const place = `database alerts at 127.0.0.1:${at} cannot be used: connect ECONNREFUSED 127.0.0.1:${at}.`
    for (const verb of ['migrate', 'doctor']) {
      const { code, output } = await tocsin([verb], env)
      expect(code).toBe(verb === 'migrate' ? 2 : 1)
      expect(output).toContain(place)
      expect(output).toContain('DATABASE_URL')
      expect(output).not.toContain('sekret')
    }
  },
)

test('doctor tells of a database that is no database, and that the start makes one that is missing', async () => {
  const path = join(folder, 'none.db')
  const doctor = async () => (await tocsin(['doctor'], { DATABASE_URL: `sqlite:${path}` })).output
  expect(await doctor()).toMatch(
    /^ok +database +SQLite database .*none\.db: there is no database yet; the start makes it$/m,
  )
  await writeFile(path, 'no database at all, but long enough for its header to be read as one'.repeat(20))
  expect(await doctor()).toMatch(/^problem +database +The SQLite database .*none\.db cannot be used: .*not a database/m)
})

test('doctor tells of open runs in another namespace, before a start looks for them', async () => {
  const url = `sqlite:${join(folder, 'namespace.db')}`
  const store = openStore({ url, log: createLog('silent') })
  await store.migrate()
  await store.namespace.remember('before')
  await plantRun(store)
  await store.close()
  const output = async (namespace: string) =>
    (await tocsin(['doctor'], { DATABASE_URL: url, TEMPORAL_NAMESPACE: namespace })).output
  expect(await output('after')).toContain('Set TEMPORAL_NAMESPACE=before before the start')
  expect(await output('before')).not.toContain('TEMPORAL_NAMESPACE')
})

test('a bad setting is named with its remedy', async () => {
  const { code, output } = await tocsin(['runs'], { TEMPORAL_PORT: 'x' })
  expect(code).toBe(2)
  expect(output).toContain('TEMPORAL_PORT is not a number')
})
test('a wrong flag: 2, a wrong verb is corrected', async () => {
  expect((await tocsin(['check', '--stict', 'good.rule'])).code).toBe(2)
  expect((await tocsin(['chek'])).output).toContain('check')
})

describe('a command in an answer can be pasted', () => {
  const said = async (args: readonly string[], env: Readonly<Record<string, string>>) =>
    (await tocsin(args, env)).output
  test.each([
    [['check', 'bad.rule'], 'explain E401'],
    [['--help'], 'VERB --help'],
    [['send', '--help'], 'send -t "Disk full'],
  ])('%o', async (args, command) => {
    expect(await said(args, { npm_lifecycle_event: 'tocsin' })).toContain(`npm run -s tocsin -- ${command}`)
    const bare = await said(args, {})
    expect(bare).toContain(` tocsin ${command}`)
    expect(bare).not.toContain('npm run')
  })
})

test('doctor tells of links that are dead elsewhere, and of no missing Temporal where one answers', async () => {
  const server = createTcpServer((socket) => socket.end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port: at } = server.address() as AddressInfo
  const without = {
    PATH: '/nowhere',
    XDG_CACHE_HOME: join(folder, 'cache'),
    SLACK_WEBHOOK_URL: 'https://hooks.example.org',
  }
  const found = await tocsin(['doctor'], { ...without, TEMPORAL_PORT: String(at) })
  server.close()
  expect(found.output).toMatch(new RegExp(`^ok +temporal +127\\.0\\.0\\.1:${at} answers$`, 'm'))
  expect(found.output).toMatch(/^warning +links +messages leave this machine \(slack\)/m)
  expect(found.output).toContain('Set TOCSIN_PUBLIC_URL')
  const missing = await tocsin(['doctor'], { ...without, TEMPORAL_PORT: String(await freePort()) })
  expect(missing.output).toMatch(/^warning +temporal +no Temporal CLI/m)
})

test('a worker apart from the API says where its links lead when nobody has told it', async () => {
  const env = {
    DATABASE_URL: `postgres://u@127.0.0.1:${await freePort()}/x`,
    TOCSIN_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  }
  const said = 'TOCSIN_PUBLIC_URL is not set, so links in messages begin with'
  const [unset, set, api] = await Promise.all([
    tocsin(['worker'], env),
    tocsin(['worker'], { ...env, TOCSIN_PUBLIC_URL: 'https://t.example.org' }),
    tocsin(['api'], env),
  ])
  expect(unset.output).toContain(said)
  expect(set.output).not.toContain(said)
  expect(api.output).not.toContain(said)
}, 90_000)
