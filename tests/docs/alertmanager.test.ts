import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import { check } from '../../dsl/checks/index.ts'
import { severities } from '../../dsl/model/severity.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import { prometheus } from '../../engine/intake/prometheus.ts'
import { readSeverity } from '../../engine/intake/words.ts'
import { blocksOf, codeIn, readPage, tableOf } from './page.ts'

const page = readPage('alertmanager.md')
const [config, rules] = blocksOf(page, 'yaml').map(({ text }) => text)

test('the configuration names the intake, and Alertmanager takes it', () => {
  const { receivers } = parseYaml(config ?? '') as { receivers: { webhook_configs: { url: string }[] }[] }
  expect(receivers[0]?.webhook_configs[0]?.url).toMatch(new RegExp(`/api/v1/intake/${prometheus.name}$`, 'u'))
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-docs-'))
  try {
    const file = join(folder, 'alertmanager.yml')
    writeFileSync(file, config ?? '')
    const { status, stderr } = spawnSync('amtool', ['check-config', file], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('the annotation of the alerting rule is read as a percent', () => {
  const { groups } = parseYaml(rules ?? '') as { groups: { rules: { annotations: { value: string } }[] }[] }
  const written = groups[0]?.rules[0]?.annotations.value ?? ''
  // What Prometheus makes of the template for 95.23.
  const value = written.replace(/\{\{ \$value \| printf "%\.1f" \}\}/u, '95.2')
  const alert = { status: 'firing', labels: { alertname: 'DiskFull' }, annotations: { value } }
  const { events } = prometheus.toEvents({ alerts: [alert] }, { integration: 'default', unverified: false })
  expect(events[0]?.value).toEqual({ $: 'percent', value: 95.2 })
})

test('the rule has no problem', () => {
  const [block] = blocksOf(page, 'rule')
  expect(check([parse(block?.text ?? '', 'a.rule')], {})).toEqual([])
})

test('the words mean those severities', () => {
  const rows = tableOf(page, 'severity')
  expect(rows.map(([severity]) => severity)).toEqual([...severities])
  for (const [severity, words = ''] of rows) for (const word of codeIn(words)) expect(readSeverity(word)).toBe(severity)
})
