/** `tocsin explain`, and problems in the language asked for, in processes of their own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { startChild } from '../../support/child.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-explain-'))
  await writeFile(join(folder, 'bad.rule'), 'edition 1\n\nrule "B" {\n  on alert\n  then { wait for ack }\n}\n')
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function tocsin(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = startChild(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: folder, ...env },
  })
  const { code } = await child.ended
  return { code, output: child.output() }
}

describe('explain', () => {
  test('a code: what it means, the wrong example, what check says of it, the right one', async () => {
    const { code, output } = await tocsin(['explain', 'e401'])
    expect(code).toBe(0)
    const parts = [
      'E401: a wait without a limit',
      'Wrong',
      'error[E401]: `wait for ack` has no limit',
      'Right',
      'level 2',
    ]
    const places = parts.map((part) => output.indexOf(part))
    expect(places.every((place) => place >= 0)).toBe(true)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })
  test('in Chinese', async () => {
    const { output } = await tocsin(['explain', 'E401'], { TOCSIN_LANG: 'zh' })
    expect(output).toContain('E401: 没有时限的等待')
    expect(output).toContain('错误[E401]')
    expect(output).not.toContain('Wrong')
  })
  test('without a code all of them', async () => {
    const { code, output } = await tocsin(['explain'])
    expect(code).toBe(0)
    expect(output.trim().split('\n').length).toBeGreaterThanOrEqual(45)
    expect(output).toContain('W501  a rule that can never match')
  })
  test('as JSON', async () => {
    const { output } = await tocsin(['explain', 'E103', '--json'])
    expect(JSON.parse(output)).toMatchObject({ code: 'E103', wrong: expect.stringContaining('label.env = "prod"') })
  })
  test('a code that there is not: 2, with what was meant', async () => {
    const { code, output } = await tocsin(['explain', 'E4O1'])
    expect(code).toBe(2)
    expect(output).toContain('Did you mean E401?')
  })
  test('a right number behind a wrong letter means that number', async () => {
    expect((await tocsin(['explain', 'e501'])).output).toContain('Did you mean W501?')
  })
})

describe('check', () => {
  test('tells in Chinese what --lang asks for, and where to read more', async () => {
    const { code, output } = await tocsin(['check', '--lang', 'zh', 'bad.rule'])
    expect(code).toBe(1)
    expect(output).toContain('错误[E401]: `wait for ack` 没有时限')
    expect(output).toContain('tocsin explain E401')
  })
  test('in JSON too', async () => {
    const { output } = await tocsin(['check', '--json', 'bad.rule'], { LANG: 'zh_CN.UTF-8' })
    expect(JSON.parse(output).problems[0].message).toBe('`wait for ack` 没有时限')
  })
  test('a language that there is not: 2', async () => {
    expect((await tocsin(['check', '--lang', 'fr', 'bad.rule'])).code).toBe(2)
  })
})
