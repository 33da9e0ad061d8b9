import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connectionTypes } from '../../activities/connection-types.ts'
import { check } from '../../dsl/checks/index.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { verbs } from '../../engine/cli/verbs.ts'
import { settings } from '../../engine/config/settings.ts'
import { readConfig } from '../../engine/config.ts'
import { openConnections } from '../../engine/connections/index.ts'
import { generic } from '../../engine/intake/generic.ts'
import { prometheus } from '../../engine/intake/prometheus.ts'
import { spool } from '../../engine/pipeline/spool.ts'
import { blocksOf, codeIn, readPage, tableOf } from './page.ts'

const page = readPage('running.md')
const folder = new URL('../../docs/', import.meta.url)

test('every setting stands on the page as it is', () => {
  const wanted = Object.entries(settings).map(([name, { default: fallback, meaning }]) => [
    `\`${name}\``,
    fallback === null ? '' : `\`${fallback}\``,
    meaning,
  ])
  expect(tableOf(page, 'setting')).toEqual(wanted)
})

test('every type of connection stands on the page with its fields', () => {
  const wanted = Object.values(connectionTypes)
    .filter(({ name }) => name !== 'inbox')
    .map(({ name, config }) => [name, Object.keys(config.shape).map((field) => field.toUpperCase())])
  expect(tableOf(page, 'type').map(([type = '', fields = '']) => [codeIn(type)[0], codeIn(fields)])).toEqual(wanted)
})

test('the connections of the examples are usable', () => {
  const block = blocksOf(page, 'sh').find(({ text }) => text.includes('TOCSIN_CONN_'))
  const lines = block?.text.split('\n').filter((line) => line.startsWith('TOCSIN_CONN_')) ?? []
  // The dots of the page stand for secrets.
  const entries = lines.map((line) => {
    const [name = '', value = ''] = line.replaceAll("'", '').split(/=(.*)/u)
    return [name.replace(/_FILE$/u, ''), value.replace('…', 'x'.repeat(43))]
  })
  const { known, problems } = openConnections(readConfig(Object.fromEntries(entries)).connections)
  expect(problems).toEqual([])
  expect(known.map(({ name }) => name).sort()).toEqual(['backup', 'inbox', 'ops', 'web1'])
})

test.each([
  ['generic', generic, [{ title: 'Backup is late', source: 'cron', severity: 'high', value: '95 %' }]],
  ['prometheus', prometheus, [{ status: 'firing', labels: { alertname: 'DiskFull' }, fingerprint: 'f' }]],
])(
  'a request of %s that was kept in a file is sent again by the command of the page',
  async (_name, source, alerts) => {
    const context = { integration: 'default', unverified: false }
    const { events } = source.toEvents({ alerts }, context)
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-test-spool-'))
    const file = await spool(folder, { tenant: 'default', events, at: new Date(), error: new Error('refused') })
    const command = blocksOf(page, 'sh').find(({ text }) => text.includes('data/spool/'))?.text
    const script = command?.match(/node -p '(.*)' \$FILE/u)?.[1] ?? ''
    const payload = JSON.parse(execFileSync(process.execPath, ['-p', script, file], { encoding: 'utf8' }))
    rmSync(folder, { recursive: true })
    expect(source.toEvents(payload, context)).toEqual({ events, rejected: [] })
  },
)

test('the schedule of the page serves the starter rules, with the people that the page adds', () => {
  const added = [...page.matchAll(/"handle": "(\w+)"/gu)].map(([, handle = '']) => handle)
  const starter = new URL('../../rules/starter/', import.meta.url)
  const files = readdirSync(starter).map((name) => parse(readFileSync(new URL(name, starter), 'utf8'), name))
  const schedules = blocksOf(page, 'rule').map(({ text }) => parse(text, 'oncall.rule'))
  expect([added, schedules.length]).toEqual([['amy', 'kim'], 1])
  const known = (handles: readonly string[]) => check([...files, ...schedules], { handles })
  expect(known(['admin', 'oncall', ...added])).toEqual([])
  expect(known(['admin', 'oncall', 'amy']).map(({ code }) => code)).toContain('W508')
})

test('the commands name verbs that exist', () => {
  const named = [...page.matchAll(/tocsin -- (\w+)/gu)].map(([, verb]) => verb)
  expect(named.length).toBeGreaterThan(5)
  for (const verb of named) expect(verbs.map(({ name }) => name)).toContain(verb)
})

test.each(readdirSync(folder).filter((name) => name.endsWith('.md')))('the links of %s lead somewhere', (name) => {
  const text = readPage(name)
  for (const [, target = '', anchor] of text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/gu)) {
    expect(existsSync(new URL(target || name, folder)), target).toBe(true)
    if (anchor === undefined) continue
    const headings = [...readPage(target || name).matchAll(/^#+ (.*)$/gmu)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    )
    expect(headings).toContain(anchor)
  }
})
