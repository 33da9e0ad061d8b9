/** `tocsin import alertmanager` as people run it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
  expect(answer.notes[0]).toMatchObject({ kind: 'not moved', line: 6, remedy: expect.any(String) })
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
