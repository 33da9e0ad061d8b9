// The first thing that every npm script runs: plain JavaScript for the Node that happens to be there (20 or newer, D78).
// It makes node_modules fit the lock file and then hands over to the pinned Node in it, which runs the TypeScript as it is.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
// `install` only makes the modules fit.
const entries = {
  install: null,
  start: 'engine/launcher/start.ts',
  test: 'engine/launcher/test.ts',
  tocsin: 'engine/cli/main.ts',
  bench: 'tests/bench/index.ts',
  fuzz: 'tests/fuzz/index.ts',
}

/** Says what went wrong and what to do next, and ends with exit code 1. */
function fail(problem, next) {
  process.stderr.write(`\ntocsin: ${problem}\n  Next: ${next}\n`)
  process.exit(1)
}

/** Runs a program with our terminal; answers its exit code and the end of what it wrote to standard error. */
function run(command, args, options = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['inherit', 'inherit', 'pipe'], ...options })
    let errors = ''
    child.stderr?.on('data', (chunk) => {
      process.stderr.write(chunk)
      errors = (errors + chunk).slice(-20_000)
    })
    child.on('error', (error) => done({ code: 127, errors: error.message }))
    child.on('close', (code) => done({ code: code ?? 1, errors }))
  })
}

/** What `npm ci` would install: changes when the lock file, the platform or the processor's kind does. */
async function lockHash() {
  const lock = await readFile(join(root, 'package-lock.json'))
  return createHash('sha256').update(lock).update(`${process.platform} ${process.arch}`).digest('hex')
}

// Each is tried against what npm wrote; the first that fits tells the remedy.
const installRemedies = [
  [/ENOSPC|no space left/i, 'free about 1.5 GB on this disk and run the command again.'],
  [
    /sqlite3[\s\S]*node-gyp|node-gyp[\s\S]*sqlite3/i,
    'the package sqlite3 found no ready-made binary (github.com) and could not be compiled. Let this machine reach github.com (behind a proxy set HTTPS_PROXY), or install Python 3, make, a C++ compiler and the headers of your Node (Debian: apt install python3 make g++ libnode-dev), set npm_config_nodedir to the folder that holds include/node, and run the command again.',
  ],
  [/EACCES|EPERM|permission denied/i, 'make this folder writable for your user and run the command again.'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/i,
    'check the network (`npm ping`); behind a proxy set HTTPS_PROXY, with a mirror set `npm config set registry URL`.',
  ],
  // As a mere warning it stands in every run on Node 20.
  [/error code EBADENGINE/, 'install Node 20 or newer.'],
  [/EINTEGRITY/i, 'run `npm cache clean --force`, then the command again.'],
  [/EUSAGE|not in sync/i, 'run `git checkout package.json package-lock.json`, or `npm install` if you changed them.'],
]

const heartbeatMs = 15_000

/** Where sqlite3 must be compiled, the headers of the Node at hand will do: it uses the stable N-API. Saves a download. */
function headers() {
  const prefix = join(dirname(process.execPath), '..')
  const chosen = Object.keys(process.env).some((name) => name.toLowerCase() === 'npm_config_nodedir')
  return !chosen && existsSync(join(prefix, 'include', 'node', 'node_api.h')) ? { npm_config_nodedir: prefix } : {}
}

async function ensureModules() {
  // A linked folder belongs to another checkout, which keeps it.
  const modules = join(root, 'node_modules')
  if (existsSync(node) && lstatSync(modules).isSymbolicLink()) return
  const stamp = join(modules, '.tocsin-lock')
  const wanted = await lockHash()
  if (existsSync(node) && existsSync(stamp) && (await readFile(stamp, 'utf8')) === wanted) return
  process.stderr.write(
    'Installing the packages of package-lock.json (npm ci; two minutes the first time, six where sqlite3 must be compiled) …\n',
  )
  // npm itself is silent until it is done; of its warnings none is for who starts Tocsin (tools that want a newer Node run on the pinned one).
  const begun = Date.now()
  const heartbeat = setInterval(() => {
    process.stderr.write(`still installing, ${Math.round((Date.now() - begun) / 1_000)} s\n`)
  }, heartbeatMs)
  // Production mode would leave out what the tests and the Temporal download need.
  const { code, errors } = await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    // npm run sets these for its children; they would bend the nested npm.
    env: {
      ...Object.fromEntries(
        Object.entries(process.env).filter(([name]) => !/^npm_(command|lifecycle|package)/.test(name)),
      ),
      ...headers(),
    },
    stdio: ['ignore', 2, 'pipe'],
    shell: process.platform === 'win32',
  })
  clearInterval(heartbeat)
  if (code === 127) fail('npm was not found.', 'install Node 20 or newer together with npm, from https://nodejs.org.')
  if (code !== 0) {
    const remedy = installRemedies.find(([pattern]) => pattern.test(errors))?.[1]
    fail(
      `npm ci ended with exit code ${code}.`,
      remedy ?? 'read the lines above, mend that, and run the command again.',
    )
  }
  await writeFile(stamp, wanted)
}

async function ensureNodeRuns() {
  const { code, errors } = await run(node, ['--version'], { stdio: ['ignore', 'ignore', 'pipe'] })
  if (code === 0) return
  if (/GLIBC|libstdc\+\+|musl|not found/i.test(errors))
    fail(
      'the pinned Node 24 does not run on this system: its C library is too old, or it is not glibc.',
      'use a system with glibc 2.28 or newer (Debian 10, Ubuntu 20.04, RHEL 8), or the image node:24.',
    )
  fail(
    'the pinned Node 24 in node_modules does not start.',
    'remove the folder node_modules and run the command again.',
  )
}

/** Hands over to the pinned Node. Signals go on to it, its exit code is ours; if we are killed it notices by the IPC pipe. */
function handOver(entry, args) {
  const envFile = existsSync(join(root, '.env')) ? ['--env-file=.env'] : []
  const child = spawn(node, [...envFile, '--disable-warning=ExperimentalWarning', join(root, entry), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, TOCSIN_LAUNCHED: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // A killed npm sends no signal; that its child has another parent is all that tells.
  const parent = process.ppid
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM')
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 1_000).unref()
  child.on('error', (error) =>
    fail(`the pinned Node 24 did not start: ${error.message}.`, 'remove node_modules, try again.'),
  )
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)))
}

const [verb, ...args] = process.argv.slice(2)
const entry = Object.hasOwn(entries, verb ?? '') ? entries[verb] : undefined
if (entry === undefined) fail(`unknown command "${verb ?? ''}".`, `use one of: ${Object.keys(entries).join(', ')}.`)
if (Number(process.versions.node.split('.')[0]) < 20)
  fail(`Node ${process.versions.node} is too old.`, 'install Node 20 or newer, from https://nodejs.org.')
if (entry && !existsSync(join(root, entry)))
  fail(`${entry} is not in this checkout.`, 'check out a complete copy of the project.')
await ensureModules()
await ensureNodeRuns()
if (entry) handOver(entry, args)
