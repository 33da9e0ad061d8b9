/** The bootstrap in copies of the checkout's outline, with stand-ins for npm and the pinned Node, run by the system's Node. */
import { spawn } from 'node:child_process'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { projectRoot } from '../../../engine/config-launcher.ts'
import { until } from '../../support/until.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'tocsin-bootstrap-'))
  await cp(join(projectRoot, 'engine/launcher/bootstrap.mjs'), join(root, 'engine/launcher/bootstrap.mjs'))
  await write('package-lock.json', '{"lockfileVersion": 3}')
  await write('engine/cli/main.ts', '')
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function write(path: string, text: string, mode = 0o644): Promise<void> {
  const file = join(root, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  await chmod(file, mode)
}
/** `npm ci` leaves a `node` that runs `script`; each call of npm adds a line to the file `npm.log`. */
async function standIns(script: string, npm = 'exit 0'): Promise<void> {
  await write('bin/node24', `#!/bin/sh\nif [ "$1" = --version ]; then echo v24.0.0; exit 0; fi\n${script}\n`, 0o755)
  await write(
    'bin/npm',
    `#!/bin/sh\necho "$@" >> ${root}/npm.log\nmkdir -p node_modules/.bin && cp ${root}/bin/node24 node_modules/.bin/node\n${npm}\n`,
    0o755,
  )
}
function start(...args: string[]) {
  const child = spawn(process.execPath, [join(root, 'engine/launcher/bootstrap.mjs'), ...args], {
    env: { PATH: `${join(root, 'bin')}:/usr/bin:/bin` },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return { child, ended, output: () => output }
}
const installs = async () => (await readFile(join(root, 'npm.log'), 'utf8').catch(() => '')).split('\n').length - 1

describe('installing', () => {
  test('happens once for one lock file, and again when it changes', async () => {
    await standIns('exit 0')
    expect(await start('tocsin').ended).toBe(0)
    expect(await start('tocsin').ended).toBe(0)
    expect(await installs()).toBe(1)
    await write('package-lock.json', '{"lockfileVersion": 3, "changed": true}')
    expect(await start('tocsin').ended).toBe(0)
    expect(await installs()).toBe(2)
  })

  test.each([
    ['npm error code ENOTFOUND', 'check the network'],
    [
      'npm error path node_modules/sqlite3 prebuild-install ENOTFOUND github.com node-gyp rebuild ENOTFOUND nodejs.org',
      'npm_config_nodedir',
    ],
    ['npm error code ENOSPC: no space left on device', 'free about 1.5 GB'],
    ['npm error code EACCES permission denied', 'make this folder writable'],
    ['npm error something else', 'read the lines above'],
  ])('%s: says what to do, and is tried again next time', async (message, remedy) => {
    await standIns('exit 0', `echo '${message}' >&2; exit 1`)
    const run = start('tocsin')
    expect(await run.ended).toBe(1)
    expect(run.output()).toContain(message)
    expect(run.output()).toContain(remedy)
    await start('tocsin').ended
    expect(await installs()).toBe(2)
  })

  test('a C library that is too old is named', async () => {
    await standIns('exit 0')
    await start('install').ended
    await write('node_modules/.bin/node', '#!/bin/sh\necho "node: GLIBC_2.28 not found" >&2; exit 1\n', 0o755)
    const run = start('tocsin')
    expect(await run.ended).toBe(1)
    expect(run.output()).toContain('glibc 2.28 or newer')
  })
})

describe('handing over', () => {
  test('passes arguments, and the exit code comes back', async () => {
    await standIns('echo "got: $@"; exit 7')
    const run = start('tocsin', 'send', '--title', 'two words')
    expect(await run.ended).toBe(7)
    expect(run.output()).toContain('engine/cli/main.ts send --title two words')
    expect(run.output()).toContain('--disable-warning=ExperimentalWarning')
  })

  test('forwards a signal and ends as its child does', async () => {
    await standIns(`trap 'echo stopped; exit 5' TERM; echo ready; while :; do sleep 0.05; done`)
    const run = start('tocsin')
    await until('the child is up', async () => (run.output().includes('ready') ? true : undefined))
    run.child.kill('SIGTERM')
    expect(await run.ended).toBe(5)
    expect(run.output()).toContain('stopped')
  })

  test('an unknown command names the known ones', async () => {
    const run = start('strat')
    expect(await run.ended).toBe(1)
    expect(run.output()).toMatch(/unknown command "strat"[\s\S]*install, start, test, tocsin, bench/)
  })
})
