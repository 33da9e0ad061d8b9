import { spawn } from 'node:child_process'
import { mkdir, rename, rm, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { childEnvironment } from '../config-launcher.ts'
import { temporalPin } from './temporal-version.ts'

/** Module cache, build cache and the program together, measured. */
const neededBytes = 3e9

/**
 * Builds the pinned Temporal CLI with Go into `target`; answers null when it is there, else why not. Takes two to five
 * minutes the first time.
 * @param report is given a line of progress every few seconds
 */
export async function buildTemporal(target: string, report: (line: string) => void): Promise<string | null> {
  const folder = `${target}.build-${process.pid}`
  await mkdir(folder, { recursive: true })
  const disk = await statfs(dirname(target))
  const free = disk.bavail * disk.bsize
  try {
    if (free < neededBytes)
      return `the build needs about 3 GB of disk and ${(free / 1e9).toFixed(1)} GB are free under ${dirname(target)}`
    const reason = await goInstall(folder, report)
    if (reason) return reason
    await rename(join(folder, 'temporal'), target)
    return null
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function goInstall(folder: string, report: (line: string) => void): Promise<string | null> {
  const module = `github.com/temporalio/cli/cmd/temporal@${temporalPin}`
  return new Promise((done) => {
    const child = spawn('go', ['install', '-v', '-trimpath', '-ldflags', '-s -w', module], {
      env: childEnvironment({ GOBIN: folder, GOFLAGS: null }),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const start = Date.now()
    const count = { downloaded: 0, compiled: 0 }
    let errors = ''
    child.stderr.on('data', (chunk) => {
      for (const line of String(chunk).split('\n')) {
        if (line.startsWith('go: downloading')) count.downloaded++
        else if (line.trim()) count.compiled++
      }
      errors = (errors + chunk).slice(-8_000)
    })
    const progress = setInterval(() => {
      const seconds = Math.round((Date.now() - start) / 1000)
      report(`  ${seconds} s: ${count.downloaded} modules fetched, ${count.compiled} packages compiled`)
    }, 5_000)
    const end = (reason: string | null) => {
      clearInterval(progress)
      done(reason)
    }
    child.on('error', (error: NodeJS.ErrnoException) =>
      end(error.code === 'ENOENT' ? 'Go is not installed' : `go did not start: ${error.message}`),
    )
    child.on('close', (code) => end(code === 0 ? null : reasonOf(errors)))
  })
}

function reasonOf(errors: string): string {
  if (/no space left/i.test(errors)) return 'the disk ran full during the build'
  if (/requires go >= ?([\d.]+)/.test(errors))
    return `this Go is too old: ${/requires go >= ?[\d.]+[^\n]*/.exec(errors)?.[0]}`
  if (/dial tcp|lookup |connection refused|i\/o timeout|no route/i.test(errors))
    return 'Go could not fetch the modules: no network, or a proxy is needed (GOPROXY)'
  const last = errors.trim().split('\n').at(-1) ?? ''
  return `go install failed: ${last.slice(0, 200)}`
}
