import { fork, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockDataFolder } from '../../../engine/launcher/data-lock.ts'
import { markOf } from '../../../engine/launcher/processes.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const lockFile = () => join(folder, 'tocsin.lock')

test('a second instance is refused, told who holds it and how to run beside it', () => {
  const lock = lockDataFolder(folder)
  expect(() => lockDataFolder(folder)).toThrow(`process ${process.pid}`)
  lock.release()
  expect(existsSync(lockFile())).toBe(false)
  lockDataFolder(folder).release()
})

test('the lock of a dead process is taken over', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  const mark = markOf(child.pid ?? 0)
  await new Promise((done) => child.once('exit', done))
  await writeFile(lockFile(), JSON.stringify(mark))
  const lock = lockDataFolder(folder)
  expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
  lock.release()
})

test('the id of a dead holder that another process got does not count', async () => {
  await writeFile(lockFile(), JSON.stringify({ pid: process.ppid, started: `${markOf(process.ppid).started}0` }))
  lockDataFolder(folder).release()
})

test('a damaged lock file does not block', async () => {
  await writeFile(lockFile(), '{')
  lockDataFolder(folder).release()
})

test('of many that start on the lock of a dead process, one gets it', async () => {
  const dead = spawn(process.execPath, ['-e', ''])
  const mark = markOf(dead.pid ?? 0)
  await new Promise((done) => dead.once('exit', done))
  await writeFile(lockFile(), JSON.stringify(mark))
  const starters = [...Array(8).keys()].map(() => fork(join(import.meta.dirname, 'lock-starter.ts'), [folder]))
  const answers = starters.map((starter) => new Promise((done) => starter.once('message', done)))
  expect((await Promise.all(answers)).filter((answer) => answer === 'locked')).toHaveLength(1)
  for (const starter of starters) starter.kill('SIGKILL')
})
