/** `tocsin test`, in processes of its own. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { startChild } from '../../support/child.ts'
import { until } from '../../support/until.ts'

const rule = 'edition 1\nrule "A" { when alert.name == "A" then { notify @kim wait for ack up to 5m } }\n'
const passing = 'test "told" { given alert { name: "A" } expect notify @kim }\n'
const failing = 'test "not told" { given alert { name: "B" } expect matched "A" }\n'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-cli-test-'))
  await writeFile(join(folder, 'good.rule'), rule + passing)
  await writeFile(
    join(folder, 'bad.rule'),
    rule.replaceAll('"A"', '"B"') + failing.replaceAll('"A"', '"B"').replace('name: "B"', 'name: "C"'),
  )
  await writeFile(join(folder, 'broken.rule'), 'edition 1\nrule "X" { then { wait for ack } }\n')
  await writeFile(join(folder, 'none.rule'), rule)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const start = (args: readonly string[]) =>
  startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), 'test', ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: folder },
  })
async function run(...args: string[]) {
  const child = start(args)
  const { code } = await child.ended
  return { code, output: child.output() }
}

test('all pass: 0, and says how many', async () => {
  expect(await run('good.rule')).toMatchObject({
    code: 0,
    output: expect.stringContaining('1 test: 1 passed, 0 failed'),
  })
})
test('one fails: 1, with the place, the clause and what happened', async () => {
  const { code, output } = await run('good.rule', 'bad.rule')
  expect(code).toBe(1)
  expect(output).toContain('2 tests: 1 passed, 1 failed')
  expect(output).toContain('--> bad.rule:3:')
  expect(output).toContain('✗ alert.name == "B"   (alert.name is "C")')
  expect(output).toContain('no rule matches')
})
test('what loading refuses and the simulator executes is tested, and said', async () => {
  await writeFile(join(folder, 'ahead.rule'), rule.replace('when', 'throttle 1 per 1h when') + passing)
  const { code, output } = await run('ahead.rule')
  expect(code).toBe(0)
  expect(output).toContain('1 test: 1 passed')
  expect(output).toContain('loading refuses these rules for now, as this version does not execute `throttle`')
})
test('errors in the rules, or no test at all: 2', async () => {
  expect(await run('broken.rule')).toMatchObject({ code: 2, output: expect.stringContaining('error[E401]') })
  expect(await run('none.rule')).toMatchObject({ code: 2, output: expect.stringContaining('There is no test') })
})
test('--json is one object; --junit writes a file; --coverage tells what no test reached', async () => {
  const { code, output } = await run('bad.rule', '--json', '--coverage', '--junit', join(folder, 'out.xml'))
  expect(code).toBe(1)
  const [test] = JSON.parse(output).tests
  expect(JSON.parse(output)).toMatchObject({ passed: 0, failed: 1, coverage: [{ rule: 'B', taken: false }] })
  expect(test.failures).toMatchObject([{ message: 'its condition did not hold for C' }])
  expect(test.trace[1]).toMatchObject({ kind: 'decided', rules: [{ rule: 'B', outcome: 'not_matched' }] })
  expect(await readFile(join(folder, 'out.xml'), 'utf8')).toContain('failures="1"')
  expect((await run('good.rule', '--coverage')).output).toContain('Coverage: 1 of 1 rules, 2 of 2 steps')
})
test('a folder without rules, a folder that is called like a file, an error in one of several files', async () => {
  const own = join(folder, 'several')
  await mkdir(join(own, 'folder.rule'), { recursive: true })
  expect(await run('several')).toMatchObject({
    code: 2,
    output: expect.stringContaining('There is no rule file here.\n  Next: name a file, or a folder with files'),
  })
  await writeFile(join(own, 'good.rule'), rule + passing)
  expect(await run('several')).toMatchObject({ code: 0, output: expect.stringContaining('✓ told  several/good.rule') })
  await writeFile(join(own, 'broken.rule'), 'edition 1\nrule "X" { then { wait for ack } }\n')
  const broken = await run('several', '--junit', 'several.xml')
  expect(broken).toMatchObject({ code: 2, output: expect.stringContaining('error[E401]') })
  expect(broken.output).toContain('Next: mend them; until then no test was run, of no file.')
  expect(broken.output).not.toContain('✓')
  // The report of an earlier run must not stand for this one.
  expect(await readFile(join(folder, 'several.xml'), 'utf8')).toContain('<error type="E401"')
})
test('a report that cannot be written: 2, and what to do', async () => {
  expect(await run('good.rule', '--junit', 'nowhere/out.xml')).toMatchObject({
    code: 2,
    output: expect.stringContaining("nowhere/out.xml can't be written (ENOENT).\n  Next: "),
  })
})
test('--watch goes on when a file, or the whole folder, is removed and comes back', async () => {
  const own = join(folder, 'removed')
  const one = rule.replaceAll('"A"', '"One"') + passing.replace('"A"', '"One"')
  await mkdir(own)
  await writeFile(join(own, 'one.rule'), one)
  await writeFile(join(own, 'two.rule'), one.replaceAll('"One"', '"Two"').replace('"told"', '"also told"'))
  const child = start(['removed', '--watch'])
  const says = (words: string, times = 1) =>
    until(words, async () => child.output().split(words).length > times || undefined)
  try {
    await says('Waiting for changes')
    await rm(join(own, 'two.rule'))
    await says('1 test: 1 passed')
    await rm(own, { recursive: true })
    await says("removed can't be read (ENOENT).")
    await mkdir(own)
    await says('There is no rule file here')
    await writeFile(join(own, 'one.rule'), one)
    await says('1 test: 1 passed', 2)
  } finally {
    await child.stop()
  }
})
test('--watch runs again when a file changes', async () => {
  const file = join(folder, 'watched.rule')
  await writeFile(file, rule.replaceAll('"A"', '"W"') + passing.replace('"A"', '"W"'))
  const child = start(['watched.rule', '--watch'])
  const says = (words: string) => until(words, async () => child.output().includes(words) || undefined)
  try {
    await says('Waiting for changes')
    await writeFile(file, rule.replaceAll('"A"', '"W"') + failing.replace('"A"', '"W"'))
    await says('1 test: 0 passed, 1 failed')
  } finally {
    await child.stop()
  }
})
