/** `tocsin import alertmanager` as people run it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { capabilities } from '../../../dsl/model/capabilities.ts'
import { projectRoot } from '../../../engine/config-launcher.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-import-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fixture = (name: string) => join(projectRoot, 'tests/fixtures/alertmanager', `${name}.yml`)
function tocsin(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: folder },
  })
  return { status, stdout, stderr }
}

test('writes a folder that check takes, and reports', () => {
  const { status, stdout } = tocsin('import', 'alertmanager', fixture('integrations'), '--out', 'rules')
  expect(status).toBe(0)
  expect(stdout).toContain('5 rules')
  expect(stdout).toMatch(/integrations\.yml:\d+ {2}proxy_url of http_config/u)
  expect(stdout).toMatch(/TOCSIN_CONN_WEBHOOK_HOOK_AUTHORIZATION= +# Token the secret, line \d+/u)
  expect(stdout).not.toContain('hunter22')
  expect(tocsin('check', 'rules').status).toBe(0)
  expect(tocsin('fmt', '--check', 'rules').status).toBe(0)
})
test('--check writes nothing, reports alone, and fails where something was left', () => {
  const bare = join(folder, 'bare.yml')
  writeFileSync(bare, 'route: { receiver: a, group_interval: 5m, repeat_interval: 1h }\nreceivers: [{ name: a }]\n')
  const repeats = (capabilities.groupOptions as readonly string[]).includes('repeat')
  for (const [file, wanted] of [
    [fixture('simple'), 1],
    [bare, repeats ? 0 : 1],
  ] as const) {
    const { status, stdout } = tocsin('import', 'alertmanager', file, '--out', 'checked', '--check')
    expect(status).toBe(wanted)
    expect(stdout).toContain('What became what:')
    expect(stdout).not.toContain('edition 1')
  }
  expect(existsSync(join(folder, 'checked'))).toBe(false)
})
test('the report names each part, its path and what it became', () => {
  const { stderr } = tocsin('import', 'alertmanager', fixture('simple'), '--language')
  expect(stderr).toMatch(/simple\.yml:14 {2}route\.routes\[0\] \(route team-X-mails\)\n {4}-> rule "team-X-mails: /u)
  expect(stderr).toContain('/etc/alertmanager/template/*.tmpl  (templates[0])')
  const refuses = !(capabilities.declarations as readonly string[]).includes('connection')
  expect(/`connection`: \d+ times, first line 5/u.test(stderr)).toBe(refuses)
})
test('replaces nothing', () => {
  writeFileSync(join(folder, 'alertmanager.rule'), 'mine')
  const { status, stderr } = tocsin('import', 'alertmanager', fixture('simple'), '--out', '.')
  expect([status, stderr]).toEqual([2, expect.stringContaining('is there already')])
  expect(readFileSync(join(folder, 'alertmanager.rule'), 'utf8')).toBe('mine')
})
test('without a folder: rules to standard output, report to standard error', () => {
  const { stdout, stderr } = tocsin('import', 'alertmanager', fixture('simple'))
  expect(stdout).toMatch(/^edition 1\n/u)
  expect(stdout.trimEnd()).toMatch(/\}$/u)
  expect(stderr).toContain('Not moved:')
  expect(existsSync(join(folder, 'simple.rule'))).toBe(false)
})
test('--json is one object; --language and --source', () => {
  const { stdout } = tocsin(
    'import',
    'alertmanager',
    fixture('simple'),
    '--json',
    '--language',
    '--source',
    'prometheus',
  )
  const answer = JSON.parse(stdout)
  expect(answer).toMatchObject({ file: null, problems: [], counts: { rules: 8, inhibitions: 1 } })
  expect(answer.text).toContain('inhibit inhibit_1')
  expect(answer.text).toContain('when alert.source == "prometheus"')
  expect(answer.notes[0]).toMatchObject({
    kind: 'not moved',
    line: 6,
    path: 'templates[0]',
    remedy: expect.any(String),
  })
  expect(answer.carried[0]).toMatchObject({ part: 'templates', path: 'templates[0]', became: [], state: 'not moved' })
})
test.each([
  ['a: [', 'mend the YAML'],
  ['a: &x hunter22\nb: [*x', 'mend the YAML'],
  ['route: &r { receiver: a, routes: [*r] }', 'an alias holds itself'],
  ['route: { receiver: a }', 'no receiver "a"'],
])('a file that is none: 2, with its line', (text, said) => {
  writeFileSync(join(folder, 'bad.yml'), text)
  const { status, stderr } = tocsin('import', 'alertmanager', 'bad.yml')
  expect(status).toBe(2)
  expect(stderr).toContain(said)
  expect(stderr).toMatch(/bad\.yml:\d+: /u)
  expect(stderr).not.toContain('hunter22')
})
test('a file that is not there: 2', () => {
  expect(tocsin('import', 'alertmanager', 'none.yml')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('ENOENT'),
  })
})
