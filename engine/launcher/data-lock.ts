import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { markOf, type ProcessMark, stillRuns } from './processes.ts'

/** Keeps two instances off one data folder. A lock whose holder is dead is taken over. */
export function lockDataFolder(dataDir: string): { release(): void } {
  // Databases and logs in it hold what alerts said: for its owner's eyes only.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const path = join(dataDir, 'tocsin.lock')
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, JSON.stringify(markOf(process.pid)))
  try {
    while (!claim(draft, path)) {
      const holder = liveHolder(path)
      if (holder) throw inUse(dataDir, holder.pid)
      const replaced = takeAway(path, `${draft}.stale`)
      if (replaced) throw inUse(dataDir, replaced.pid)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    release: () => {
      if (readMark(path)?.pid === process.pid) rmSync(path, { force: true })
    },
  }
}

const liveHolder = (path: string): ProcessMark | null => {
  const holder = readMark(path)
  return holder && stillRuns(holder) ? holder : null
}

/**
 * Moves the lock of a dead holder aside, which one of several starters can do. Answers the live holder whose lock it was,
 * if another starter has taken over since it was read; that lock is put back.
 */
function takeAway(path: string, aside: string): ProcessMark | null {
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const holder = liveHolder(aside)
  if (holder) claim(aside, path)
  rmSync(aside, { force: true })
  return holder
}

/** A hard link is made by one process only and appears with its content, so no reader sees a half-written lock. */
function claim(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const inUse = (dataDir: string, pid: number) =>
  new CannotStart(
    `Another Tocsin (process ${pid}) is running on the data folder ${dataDir}.`,
    `use that one, or stop it (\`kill ${pid}\`), or start a second instance beside it:\n` +
      'PORT=8001 TEMPORAL_PORT=7243 TEMPORAL_UI_PORT=8243 TOCSIN_DATA_DIR=data2 npm start',
  )

function readMark(path: string): ProcessMark | null {
  try {
    const mark: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const { pid, started } = mark as Partial<ProcessMark>
    return typeof pid === 'number' ? { pid, started: typeof started === 'string' ? started : null } : null
  } catch {
    return null
  }
}
