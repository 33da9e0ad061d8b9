import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, expect, test } from 'vitest'
import { stillRuns } from '../../../engine/launcher/processes.ts'
import { type Supervised, supervise } from '../../../engine/launcher/supervised.ts'
import { until } from '../../support/until.ts'

let supervised: Supervised | undefined
afterEach(() => supervised?.stop(1_000))

const node = (code: string) => spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
const onMessage = (child: ChildProcess) => new Promise<void>((done) => child.once('message', () => done()))
const stays = `process.send('up'); setInterval(() => {}, 1000)`

test('a child that is killed is started again', async () => {
  const lines: string[] = []
  supervised = await supervise({
    name: 'x',
    spawn: () => node(stays),
    ready: onMessage,
    report: (line) => lines.push(line),
  })
  const first = supervised.pid()
  process.kill(first ?? 0, 'SIGKILL')
  const second = await until('another process', async () => {
    const pid = supervised?.pid()
    return pid && pid !== first ? pid : undefined
  })
  expect(stillRuns({ pid: second, started: null })).toBe(true)
  expect(lines[0]).toBe('x ended (SIGKILL); starting it again in 0.5 s')
})

test('a child that dies before it is ready is a failure to start and is not tried again', async () => {
  let started = 0
  const spawnOnce = () => {
    started++
    return node('process.exit(3)')
  }
  await expect(supervise({ name: 'x', spawn: spawnOnce, ready: onMessage, report: () => {} })).rejects.toThrow(
    'x ended while starting (exit code 3)',
  )
  expect(started).toBe(1)
})

test('a program that is not there is a failure to start', async () => {
  await expect(
    supervise({ name: 'x', spawn: () => spawn('/nowhere/x'), ready: () => new Promise(() => {}), report: () => {} }),
  ).rejects.toThrow('ENOENT')
})

test('stop ends one that ignores SIGTERM, and it stays ended', async () => {
  const stubborn = await supervise({
    name: 'x',
    spawn: () => node(`process.on('SIGTERM', () => {}); ${stays}`),
    ready: onMessage,
    report: () => {},
  })
  const pid = stubborn.pid() ?? 0
  await stubborn.stop(100)
  expect(stillRuns({ pid, started: null })).toBe(false)
  expect(stubborn.pid()).toBeNull()
})
