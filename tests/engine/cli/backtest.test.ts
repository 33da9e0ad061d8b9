/** `tocsin backtest`, in processes of its own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { blocksOf, readPage } from '../../docs/page.ts'
import { startChild } from '../../support/child.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-backtest-'))
  for (const set of ['old', 'new', 'broken']) await mkdir(join(folder, set))
  const rule = (when: string) => `edition 1\nrule "Database" { when ${when} then { notify @kim notify @lead } }\n`
  await writeFile(join(folder, 'old/a.rule'), rule('label.service == "db"'))
  await writeFile(join(folder, 'new/a.rule'), rule('label.service == "db" and alert.severity >= high'))
  await writeFile(join(folder, 'broken/a.rule'), rule('label.servce = 1'))
  // The line that the page of the language shows.
  const [line] = blocksOf(readPage('language.md'), 'json').map(({ text }) => text.trim())
  const critical = { source: 'x', title: 'Database down', severity: 'critical', labels: { service: 'db' } }
  const second = JSON.stringify({ ...critical, started_at: '2026-03-03T00:05:00+01:00' })
  await writeFile(join(folder, 'events.ndjson'), `${line}\n\n${second}\n`)
  await writeFile(join(folder, 'list.json'), `[${line}, ${second}]`)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function backtest(...args: string[]) {
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), 'backtest', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: folder },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}
const sets = ['--old', 'old', '--new', 'new']

test('people see what changes for events, rules and themselves', async () => {
  const { code, output } = await backtest(...sets, '--events', 'events.ndjson')
  expect(code).toBe(0)
  for (const line of [
    /^2 events +before +after$/mu,
    /^messages to people +4 +2 +−2$/mu,
    /^alerts that no rule takes +0 +1 +\+1$/mu,
    /^1 of 2 events change$/mu,
    /^line 1 +2026-03-02 23:55 +Database slow +Database +2 → 0$/mu,
    /^Database +2 → 1 +2 → 1 +4 → 2$/mu,
    /^2026-03-02 +@lead +2 +1 +−1$/mu,
  ])
    expect(output).toMatch(line)
})
test('machines get all of it, also from a list', async () => {
  const { code, output } = await backtest(...sets, '--events', 'list.json', '--json', '--zone', 'Europe/Berlin')
  expect(code).toBe(0)
  expect(JSON.parse(output)).toMatchObject({
    compared: 2,
    events: [{ place: 'item 1', at: '2026-03-02T23:55:00.000Z', title: 'Database slow', loses: ['Database'] }],
    people: [
      { person: '@kim', day: '2026-03-03', before: 2, after: 1 },
      { person: '@lead', day: '2026-03-03', before: 2, after: 1 },
    ],
    totals: { runs: { before: 2, after: 1 } },
  })
})

test('a byte-order mark before the events is no part of them', async () => {
  const event = '{"source":"x","title":"Database down","received_at":"2026-03-02T23:55:00Z"}'
  await writeFile(join(folder, 'marked.ndjson'), `\uFEFF${event}\r\n${event}\r\n`)
  await writeFile(join(folder, 'marked.json'), `\uFEFF[${event}]`)
  expect(await backtest(...sets, '--events', 'marked.ndjson')).toMatchObject({ code: 0 })
  expect(await backtest(...sets, '--events', 'marked.json')).toMatchObject({ code: 0 })
})

describe('what cannot be read is named with its place and the remedy; exit code 2', () => {
  test.each<[name: string, content: string, said: string, remedy: string]>([
    [
      'a member that is not known',
      '{"source":"x","title":"y","started_at":"2026-03-02T03:10:00Z"}\n{"source":"x","titel":"y"}',
      'line 2: /tit',
      'title',
    ],
    ['no time', '{"source":"x","title":"y"}', 'line 1: it says nowhere when it arrived', 'received_at'],
    ['a wrong time', '{"source":"x","title":"y","received_at":"noon"}', 'received_at is no time', '2026-03-02T'],
    ...['2026-02-30T10:00:00Z', '2026-02-20T25:00:00Z', '9999-02-20T10:00:00Z', '99999-02-20T10:00:00Z'].map(
      (time): [string, string, string, string] => [
        `no day that there is: ${time}`,
        `{"source":"x","title":"y","started_at":"2026-03-02T03:10:00Z"}\n{"source":"x","title":"y","received_at":"${time}"}`,
        ...(['line 2: /received_at is no time', '2026-03-02T'] as const),
      ],
    ),
    [
      'an alert that starts on no day that there is',
      '{"source":"x","title":"y","started_at":"2026-02-30T10:00:00Z"}',
      ...(['line 1: /started_at must be a time', 'Next'] as const),
    ],
    [
      'the line behind a lone CR',
      '{"source":"x","title":"y","started_at":"2026-03-02T03:10:00Z"}\r{"source":"x","titel":"y"}\r',
      ...(['line 2: /tit', 'title'] as const),
    ],
    ['half a line', '{"source":', 'line 1: no JSON', 'one JSON object a line'],
    ['a list cut off', '[{"source":"x"', 'no JSON', 'JSON list'],
    ['no object', '7', 'line 1: ', 'Next'],
  ])('%s', async (_name, content, said, remedy) => {
    await writeFile(join(folder, 'wrong.ndjson'), content)
    const { code, output } = await backtest(...sets, '--events', 'wrong.ndjson')
    expect(code).toBe(2)
    expect(output).toContain(said)
    expect(output).toContain(remedy)
  })
  test('rules with errors, wrong options', async () => {
    const broken = await backtest('--old', 'old', '--new', 'broken', '--events', 'events.ndjson')
    expect(broken).toMatchObject({ code: 2, output: expect.stringContaining('The rules in broken have errors') })
    const ack = await backtest(...sets, '--events', 'events.ndjson', '--ack-after', '5')
    expect(ack).toMatchObject({ code: 2, output: expect.stringContaining('write it as 5m') })
  })
})
