/** npm changes to the checkout before it runs `tocsin`: files are meant from the folder in which the command was typed. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'

const rule = 'edition 1\n\nuse "more.rule"\n\nrule "Mine" {\n  when mine\n  then { notify @kim }\n}\n'
const more = 'edition 1\n\ncondition mine = alert.name == "A"\n'
const alert = { source: 's', name: 'A', title: 'A', severity: 'high' }

let base: string
/** Where npm has changed to, and where the command was typed. */
let checkout: string
let typed: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'tocsin-typed-in-'))
  checkout = join(base, 'checkout')
  typed = join(base, 'typed')
  put(join(checkout, 'rules/theirs.rule'), 'edition 1\nrule "Theirs" { then { notify @all } }\n')
  put(join(typed, 'rules/mine.rule'), `${rule}\ntest "told" {\n  given alert { name: "A" }\n  expect notify @kim\n}\n`)
  put(join(typed, 'rules/more.rule'), more)
  put(join(typed, 'alert.json'), JSON.stringify(alert))
  put(join(typed, 'events.ndjson'), `${JSON.stringify({ ...alert, received_at: '2026-03-02T03:10:00Z' })}\n`)
  put(join(typed, 'am.yml'), 'route: { receiver: a }\nreceivers: [{ name: a }]\n')
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
function tocsin(args: string, env: Readonly<Record<string, string>> = { npm_lifecycle_event: 'tocsin' }) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, 'engine/cli/main.ts'), ...args.split(' ')],
    {
      cwd: checkout,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_LANG: 'en', INIT_CWD: typed, ...env },
    },
  )
  return { status, output: stdout + stderr }
}

test.each<[args: string, told: string]>([
  ['check rules', '2 files, no problems'],
  ['test rules', '✓ told  rules/mine.rule'],
  ['test', '✓ told  rules/mine.rule'],
  ['fmt --check rules', '2 files, all formatted'],
  ['simulate rules --alert alert.json --at 2026-03-02T03:10', 'notify @kim: [HIGH] A'],
  ['backtest --old rules --new rules --events events.ndjson', '1 event'],
  ['import alertmanager am.yml', 'rule "'],
])('%s', (args, told) => {
  const { status, output } = tocsin(args)
  expect(output).toContain(told)
  expect(status).toBe(0)
  expect(output).not.toContain('heirs')
})

test('what is written is written there too', () => {
  put(join(typed, 'rules/ugly.rule'), 'edition 1 rule "U" {then { notify   @a }}')
  expect(tocsin('fmt rules')).toEqual({ status: 0, output: 'rules/ugly.rule\n' })
  expect(readFileSync(join(typed, 'rules/ugly.rule'), 'utf8')).toContain('then { notify @a }')
  expect(tocsin('test rules --junit out.xml').status).toBe(0)
  expect(tocsin('import alertmanager am.yml --out imported').status).toBe(0)
  expect(['out.xml', 'imported/alertmanager.rule'].map((name) => existsSync(join(typed, name)))).toEqual([true, true])
  expect(existsSync(join(checkout, 'out.xml'))).toBe(false)
})

test('settings stay those of the checkout', () => {
  const { status, output } = tocsin('check nothing', { npm_lifecycle_event: 'tocsin', TOCSIN_DATA_DIR: 'own' })
  expect(status).toBe(2)
  expect(output).toContain(`nothing can't be read (ENOENT)`)
  expect(output).toContain(`the rules of this installation are in ${join(checkout, 'own/rules')}`)
})

test('run by anything else, files are meant from the working directory', () => {
  expect(tocsin('fmt --check rules/theirs.rule', {})).toEqual({ status: 1, output: 'rules/theirs.rule\n' })
  expect(tocsin('fmt --check rules/theirs.rule', { npm_lifecycle_event: 'ci' }).output).toBe('rules/theirs.rule\n')
})
