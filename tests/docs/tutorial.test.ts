/** The tutorial does what it shows: its files are written, its commands run, its answers compared to the letter. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '../../engine/config-launcher.ts'
import { allBlocks, type FencedBlock, readPage } from './page.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-tutorial-'))
afterAll(() => rmSync(folder, { recursive: true }))

const blocks = allBlocks(readPage('tutorial.md'))

function run(command: string): string {
  const [program, ...args] = command.trim().split(' ')
  expect(program).toBe('tocsin')
  const { stdout } = spawnSync(process.execPath, [join(projectRoot, 'engine/cli/main.ts'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, NO_COLOR: '1', TOCSIN_DATA_DIR: join(folder, 'data'), TOCSIN_LANG: 'en' },
  })
  return stdout
}

const steps: Readonly<Record<string, (block: FencedBlock) => void>> = {
  rule: ({ info, text }) => write(info, text),
  json: ({ info, text }) => write(info, text),
  edit: ({ info, text }) => {
    const [before = '', after = ''] = text.split('\n')
    const old = readFileSync(join(folder, info), 'utf8')
    expect(old).toContain(before)
    write(info, old.replace(before, after))
  },
  sh: ({ text, line }) => {
    const answer = blocks.find((block) => block.line > line)
    expect(answer).toMatchObject({ language: 'text', text: run(text) })
  },
  text: () => undefined,
}

function write(name: string, text: string): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

test.each(blocks.map((block) => [block.line, block] as const))('line %i', (_line, block) => {
  const step = steps[block.language]
  expect(step, `a block of ${block.language}`).toBeDefined()
  step?.(block)
})
