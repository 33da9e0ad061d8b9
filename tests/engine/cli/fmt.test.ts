/** `tocsin fmt` as people run it. */

import { spawnSync } from 'node:child_process'
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'

const bad = 'edition 1\nrule "r" {then { notify   @a }}\n'
const good = 'edition 1\n\nrule "r" {\n  then { notify @a }\n}\n'
const broken = 'edition 1\nrule "r" {\n'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-fmt-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const at = (name: string) => join(folder, name)
const put = (files: Readonly<Record<string, string>>) =>
  Promise.all(Object.entries(files).map(([name, text]) => writeFile(at(name), text)))
const text = (name: string) => readFile(at(name), 'utf8')
function fmt(args: readonly string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(projectRoot, 'engine/cli/main.ts'), 'fmt', ...args],
    { cwd: folder, input, encoding: 'utf8', env: { PATH: process.env.PATH, NO_COLOR: '1' } },
  )
  return { status, stdout, stderr }
}

test('writes what is not formatted and names it', async () => {
  await put({ 'bad.rule': bad, 'good.rule': good })
  const before = await stat(at('good.rule'))
  expect(fmt(['bad.rule', 'good.rule'])).toEqual({ status: 0, stdout: 'bad.rule\n', stderr: '' })
  expect(await text('bad.rule')).toBe(good)
  // A file that needs nothing is not written.
  expect((await stat(at('good.rule'))).ino).toBe(before.ino)
  expect(fmt(['bad.rule', 'good.rule'])).toEqual({ status: 0, stdout: '2 files, all formatted\n', stderr: '' })
})

test('of a folder every rule file, and no other', async () => {
  await mkdir(at('rules/team'), { recursive: true })
  await put({ 'rules/a.rule': bad, 'rules/team/b.rule': bad, 'rules/c.txt': bad })
  expect(fmt(['rules']).stdout).toBe('rules/a.rule\nrules/team/b.rule\n')
  expect(await text('rules/team/b.rule')).toBe(good)
  expect(await text('rules/c.txt')).toBe(bad)
  expect((await readdir(at('rules'))).sort()).toEqual(['a.rule', 'c.txt', 'team'])
})

test('--check changes nothing: 1 and the names, 0 where there is nothing to do', async () => {
  await put({ 'bad.rule': bad, 'good.rule': good })
  expect(fmt(['--check', 'bad.rule', 'good.rule'])).toEqual({ status: 1, stdout: 'bad.rule\n', stderr: '' })
  expect(await text('bad.rule')).toBe(bad)
  expect(fmt(['--check', 'good.rule']).status).toBe(0)
})

test('a file that does not read stays, the others are formatted', async () => {
  await put({ 'broken.rule': broken, 'bad.rule': bad })
  const { status, stdout, stderr } = fmt(['broken.rule', 'bad.rule'])
  expect([status, stdout]).toEqual([1, 'bad.rule\n'])
  expect(stderr).toContain('error[E104]')
  expect(stderr).toContain('broken.rule:2:10')
  expect(await text('broken.rule')).toBe(broken)
  expect(await text('bad.rule')).toBe(good)
})

test.each<[args: readonly string[], input: string, answer: object]>([
  [['-'], bad, { status: 0, stdout: good, stderr: '' }],
  [['-', '--check'], bad, { status: 1, stdout: '-\n', stderr: '' }],
  [['-'], broken, { status: 1, stdout: '', stderr: expect.stringContaining('E104') }],
  [['-', '--json'], bad, { status: 2, stderr: expect.stringContaining('alone') }],
])('- is standard input and output: %j %j', (args, input, answer) => {
  expect(fmt(args, input)).toMatchObject(answer)
})

test('--json is one object', async () => {
  await put({ 'broken.rule': broken, 'bad.rule': bad, 'good.rule': good })
  const { status, stdout } = fmt(['--json', '.'])
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    files: [
      { file: 'bad.rule', state: 'changed' },
      { file: 'broken.rule', state: 'refused' },
      { file: 'good.rule', state: 'same' },
    ],
    problems: [{ code: 'E104', file: 'broken.rule' }],
  })
})

test('a link stays a link, and the mode of a file is kept', async () => {
  await put({ 'real.rule': bad })
  await chmod(at('real.rule'), 0o640)
  await symlink('real.rule', at('link.rule'))
  expect(fmt(['link.rule']).status).toBe(0)
  expect((await lstat(at('link.rule'))).isSymbolicLink()).toBe(true)
  expect(await text('real.rule')).toBe(good)
  expect((await stat(at('real.rule'))).mode & 0o777).toBe(0o640)
})

test('what is no text, and what is not there: 2, with what to do', async () => {
  await writeFile(at('latin.rule'), Buffer.from([0x23, 0xe9, 0x0a]))
  expect(fmt(['latin.rule'])).toMatchObject({
    status: 2,
    stderr: expect.stringMatching(/not UTF-8[\s\S]*Next: save it/),
  })
  expect(fmt(['none.rule'])).toMatchObject({ status: 2, stderr: expect.stringContaining('ENOENT') })
})
