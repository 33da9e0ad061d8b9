/** `tocsin simulate`, in processes of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { startChild } from '../../support/child.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-simulate-'))
  const rules = `edition 1
rule "Disk" {
  when alert.value >= 90% and label.env == "prod"
  then {
    notify @kim with { title: "{{label.host}} is full", body: "{{alert.value}} used" }
    wait for ack up to 15m on timeout { escalate @lead }
  }
  stop processing
}
rule "Rest" { priority 1 then { notify @all } }
`
  await writeFile(join(folder, 'a.rule'), rules)
  await writeFile(join(folder, 'broken.rule'), 'edition 1\nrule "X" { then { wait for ack } }\n')
  await writeFile(join(folder, 'tested.rule'), `${rules}test "t" { given alert { name: "x" } expect matched "Gone" }\n`)
  const alert = { source: 'x', title: 'Disk', value: '93%', labels: { env: 'prod', host: 'db1' } }
  await writeFile(join(folder, 'alert.json'), JSON.stringify(alert))
  await writeFile(join(folder, 'wrong.json'), JSON.stringify({ ...alert, lables: {} }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function simulate(...args: string[]) {
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), 'simulate', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: folder },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}

test('shows every clause with its values, every step with its time, every message in its words', async () => {
  const { code, output } = await simulate('a.rule', '--alert', 'alert.json', '--at', '2026-03-02T03:10')
  expect(code).toBe(0)
  for (const line of [
    '✓ alert.value >= 90%   (alert.value is 93%)',
    'rule "Rest" (priority 1) is not asked: "Disk" stops processing',
    'notify @kim: db1 is full',
    '│ 93% used',
    'Mon 2026-03-02 03:25:00 +15m    Wait for ack up to 15m: timed out',
    'escalate @lead level 1: [UNKNOWN] Disk',
    'run of "Disk" ended: succeeded',
  ])
    expect(output).toContain(line)
})
test('what is wrong in a test does not keep the rules from being shown', async () => {
  const { code, output } = await simulate('tested.rule', '--alert', 'alert.json')
  expect(code).toBe(0)
  expect(output).toContain('notify @kim: db1 is full')
})
test('--brief: a line for each thing that reaches people or changes something', async () => {
  const { code, output } = await simulate('a.rule', '--alert', 'alert.json', '--at', '2026-03-02T03:10', '--brief')
  expect(code).toBe(0)
  const lines = output.trim().split('\n')
  expect(lines).toEqual([
    'Virtual time, shown in UTC. Nothing was sent.',
    'Mon 2026-03-02 03:10:00         alert opened: Disk (unknown)',
    '                                incident of "Disk" opened',
    '                                notify @kim: db1 is full',
    'Mon 2026-03-02 03:25:00 +15m    escalate @lead level 1: [UNKNOWN] Disk',
    '                                run of "Disk" ended: succeeded',
  ])
  const whole = await simulate('a.rule', '--alert', 'alert.json', '--at', '2026-03-02T03:10', '--json')
  const same = await simulate('a.rule', '--alert', 'alert.json', '--at', '2026-03-02T03:10', '--json', '--brief')
  expect(same.output).toBe(whole.output)
})
test('--json is one object', async () => {
  const { output } = await simulate('a.rule', '--alert', 'alert.json', '--at', '2026-03-02T03:10', '--json')
  const { at, trace } = JSON.parse(output)
  expect(at).toBe('2026-03-02T03:10:00.000Z')
  const kinds = trace.map(({ kind }: { kind: string }) => kind)
  expect(kinds.slice(0, 2)).toEqual(['alert', 'decided'])
  expect(trace.at(-1)).toMatchObject({
    kind: 'run',
    what: 'ended',
    outcome: 'succeeded',
    at: '2026-03-02T03:25:00.000Z',
  })
})
test.each([
  [['broken.rule', '--alert', 'alert.json'], 'error[E401]'],
  [['a.rule', '--alert', 'none.json'], "none.json can't be read"],
  [['a.rule', '--alert', 'wrong.json'], '/lables'],
  [['a.rule', '--alert', 'alert.json', '--at', 'soon'], 'is no time'],
  [['a.rule', '--alert', 'alert.json', '--at', '2026-02-30T10:00'], 'is no time'],
])('%o: 2, and what to do', async (args, told) => {
  const { code, output } = await simulate(...args)
  expect(code).toBe(2)
  expect(output).toContain(told)
  expect(output).toContain('Next: ')
})
