import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { checks } from '../../dsl/checks/index.ts'
import { format } from '../../dsl/format/index.ts'
import { capabilities } from '../../dsl/model/capabilities.ts'
import { projectRoot } from '../../engine/config-launcher.ts'
import { prometheus } from '../../engine/intake/prometheus.ts'
import { names } from '../dsl/import/configurations.ts'
import { blocksOf, codeIn, readPage, tableOf } from './page.ts'

const page = readPage('from-alertmanager.md')
const files = ['yaml', 'rule', 'json'].flatMap((language) => blocksOf(page, language))
const commands = blocksOf(page, 'sh').flatMap(({ text }) => text.trim().split('\n'))
const textOf = (name: string): string => files.find(({ info }) => info === name)?.text ?? ''

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-docs-'))
  for (const { info, text } of files) {
    if (info === 'rules/alertmanager.rule') continue
    mkdirSync(dirname(join(folder, info)), { recursive: true })
    writeFileSync(join(folder, info), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function run(line: string) {
  const [program = '', ...args] = line.replace(/^npm run -s tocsin -- /u, 'tocsin ').split(' ')
  const ours = program === 'tocsin'
  const { status, stdout, stderr } = spawnSync(
    ours ? process.execPath : program,
    ours ? [join(projectRoot, 'engine/cli/main.ts'), ...args] : args,
    {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: join(folder, 'data') },
    },
  )
  return { line, status, stdout, stderr }
}

describe('the commands, one after the other', () => {
  test('do what the page says', { timeout: 120_000 }, () => {
    const [checked, imported, ...others] = commands.map(run)
    expect(checked).toMatchObject({ status: 1, stderr: '' })
    // What the page names as not carried over.
    for (const said of ['title of slack_configs', "the webhook's body", 'channel of slack_configs'])
      expect(checked?.stdout).toContain(said)
    expect(imported).toMatchObject({ status: 0, stdout: expect.stringContaining('written to rules/alertmanager.rule') })
    // Changed? Copy what the command of the page writes.
    expect(readFileSync(join(folder, 'rules/alertmanager.rule'), 'utf8')).toBe(textOf('rules/alertmanager.rule'))
    expect(others.map(({ line, status }) => [line, status])).toEqual(others.map(({ line }) => [line, 0]))
    const [check, tested, simulated, amtool] = others
    expect(check?.stdout).toContain('W508')
    expect(tested?.stdout).toContain('2 tests: 2 passed')
    const receivers = amtool?.stdout.trim().split(',') ?? []
    expect(receivers).toEqual(['payments', 'developers'])
    const takers = [...(simulated?.stdout ?? '').matchAll(/rule "(.*)" \(priority \d+\) takes it/gu)]
    expect(takers.map(([, rule]) => rule)).toEqual(receivers)
  })
})

test('the rules and tests are as fmt writes them', () => {
  for (const { text } of blocksOf(page, 'rule')) expect(format(text)).toEqual({ kind: 'formatted', text })
})

test('the copy for running side by side reaches our intake first, and goes on', () => {
  const file = join(folder, 'side-by-side.yml')
  expect(spawnSync('amtool', ['check-config', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
  const { receivers } = parseYaml(textOf('side-by-side.yml')) as {
    receivers: { name: string; webhook_configs?: { url: string }[] }[]
  }
  const [webhook] = receivers.find(({ name }) => name === 'tocsin')?.webhook_configs ?? []
  expect(new URL(webhook?.url ?? '').pathname).toBe(`/api/v1/intake/${prometheus.name}`)
  const { stdout } = spawnSync('amtool', ['config', 'routes', 'test', `--config.file=${file}`, 'team=payments'], {
    encoding: 'utf8',
  })
  expect(stdout.trim()).toBe('tocsin,payments')
})

test('the table says what this build executes', () => {
  const rows = new Map(tableOf(page, 'Alertmanager').map(([word = '', , state = '']) => [codeIn(word)[0], state]))
  const executed = (group: 'declarations' | 'groupOptions', word: string) =>
    (capabilities[group] as readonly string[]).includes(word)
  for (const [row, group, word] of [
    ['group_interval', 'groupOptions', 'every'],
    ['repeat_interval', 'groupOptions', 'repeat'],
    ['inhibit_rules', 'declarations', 'inhibit'],
    ['group_wait', 'groupOptions', 'wait'],
    ['time_intervals', 'declarations', 'window'],
    ['templates', 'declarations', 'template'],
  ] as const) {
    if (group === 'declarations') expect(Object.keys(checks.declarations)).toContain(word)
    expect([row, rows.get(row)?.startsWith('executed')]).toEqual([row, executed(group, word)])
  }
})

test('the numbers and options are those of the product', () => {
  expect(Number(/tested on (\d+) configurations/u.exec(page)?.[1])).toBe(names.length)
  const { stdout } = spawnSync(
    process.execPath,
    [join(projectRoot, 'engine/cli/main.ts'), 'import', 'alertmanager', '--help'],
    {
      encoding: 'utf8',
    },
  )
  for (const option of ['--check', '--json', '--source', '--language', '--out']) {
    expect(page).toContain(option)
    expect(stdout).toContain(option)
  }
})
