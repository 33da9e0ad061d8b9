import { execFile } from 'node:child_process'

/** The Temporal CLI that is built or downloaded when none is found; holds server 1.29.1 with UI and SQLite. */
export const temporalPin = 'v1.5.1'
/** Older servers lack what the worker uses: update-with-start, poller autoscaling. */
const oldest = [1, 29] as const

/** What a program said about itself: its server's version, or why it can't be used. */
export type TemporalCheck = { readonly server: string } | { readonly reason: string }

/** Reads `temporal --version`: `temporal version X (Server 1.29.1, UI 2.42.1)`. A CLI built from source says X = 0.0.0-DEV. */
export function readVersion(output: string): TemporalCheck {
  const match = /Server (\d+)\.(\d+)\.(\d+)/.exec(output)
  if (!match)
    return { reason: `it does not name a server version (it said: ${output.trim().slice(0, 120) || 'nothing'})` }
  const [major, minor] = [Number(match[1]), Number(match[2])]
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1]))
    return { reason: `its server is ${match[1]}.${match[2]}.${match[3]}, at least ${oldest.join('.')} is needed` }
  return { server: `${match[1]}.${match[2]}.${match[3]}` }
}

/** Runs the program to see that it is a usable Temporal CLI. */
export function checkTemporal(path: string): Promise<TemporalCheck> {
  return new Promise((done) => {
    execFile(path, ['--version'], { timeout: 20_000 }, (error, stdout, stderr) => {
      if (!error) return done(readVersion(stdout))
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'ENOENT') return done({ reason: 'there is no such file' })
      if (code === 'EACCES') return done({ reason: 'it is not executable (chmod +x)' })
      done({ reason: `it does not run here: ${(stderr || error.message).trim().slice(0, 200)}` })
    })
  })
}
