/**
 * The SDK's own download of the Temporal CLI. It runs in a process of its own (this file is its entry, too): the SDK
 * offers no time limit, and loading its native core would stay with the supervisor for ever.
 */
import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporalPin } from './temporal-version.ts'

/** Longest time without a new byte before the download counts as stuck. */
const stuckMs = 20_000

/**
 * Downloads the pinned CLI to `target`; answers null when it is there, else why not.
 * @param report is given a line of progress now and then
 */
export async function downloadTemporal(target: string, report: (line: string) => void): Promise<string | null> {
  const folder = `${target}.download-${process.pid}`
  await mkdir(folder, { recursive: true })
  try {
    const reason = await downloadInto(folder, report)
    if (reason) return reason
    const file = (await readdir(folder)).find((name) => name.startsWith('temporal'))
    if (!file) return 'the SDK reported success but left no file'
    await rename(join(folder, file), target)
    return existsSync(target) ? null : 'the file could not be moved into the cache'
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function downloadInto(folder: string, report: (line: string) => void): Promise<string | null> {
  return new Promise((done) => {
    const child = fork(fileURLToPath(import.meta.url), [folder], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    let errors = ''
    let bytes = 0
    let grewAt = Date.now()
    let stuck = false
    child.stderr?.on('data', (chunk) => {
      errors = (errors + chunk).slice(-4_000)
    })
    const watch = setInterval(async () => {
      const now = await sizeOf(folder)
      if (now > bytes) {
        bytes = now
        grewAt = Date.now()
        report(`  ${(bytes / 1e6).toFixed(0)} MB`)
      } else if (Date.now() - grewAt > stuckMs) {
        stuck = true
        child.kill('SIGKILL')
      }
    }, 1_000)
    child.on('exit', (code) => {
      clearInterval(watch)
      if (code === 0) return done(null)
      done(stuck ? `no byte came within ${stuckMs / 1000} s` : summary(errors))
    })
  })
}

/** The one line of a stack trace that tells people something. */
function summary(errors: string): string {
  const line = errors.split('\n').find((text) => /error/i.test(text)) ?? errors
  return /dns|lookup|connect|resolve|sending request/i.test(errors)
    ? 'temporal.download is not reachable from here'
    : line.trim().slice(0, 200) || 'the SDK gave no reason'
}

async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        (file) => file.size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing')
  const environment = await TestWorkflowEnvironment.createLocal({
    server: {
      executable: {
        type: 'cached-download',
        version: temporalPin,
        downloadDir: process.argv[2] ?? '',
        ttl: '3650 days',
      },
    },
  })
  await environment.teardown()
  process.exit(0)
}
