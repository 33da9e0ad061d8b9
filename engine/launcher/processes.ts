import { readFileSync } from 'node:fs'

/** Whether a process with this id exists, a zombie not counted. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return stat(pid)?.[0] !== 'Z'
}

/** When the process began, in the kernel's ticks; null where /proc is missing. With the id it names one process for ever. */
function startedAt(pid: number): string | null {
  return stat(pid)?.[19] ?? null
}

/** Fields of /proc/PID/stat after the name, which may itself hold blanks and brackets. */
function stat(pid: number): readonly string[] | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return null
  }
}

/** A process as a file remembers it. */
export interface ProcessMark {
  readonly pid: number
  readonly started: string | null
}

export const markOf = (pid: number): ProcessMark => ({ pid, started: startedAt(pid) })

/** Whether the very process that the mark names still runs (and not another that got its id). */
export const stillRuns = (mark: ProcessMark): boolean =>
  isAlive(mark.pid) && (mark.started === null || startedAt(mark.pid) === mark.started)

/** Resolves when the process is gone (true), or after the time (false). */
async function untilGone(mark: ProcessMark, waitMs: number): Promise<boolean> {
  const deadline = Date.now() + waitMs
  while (stillRuns(mark)) {
    if (Date.now() > deadline) return false
    await new Promise((resume) => setTimeout(resume, 50))
  }
  return true
}

/** SIGTERM, then SIGKILL when it is still there after the time. */
export async function stopProcess(mark: ProcessMark, waitMs: number): Promise<void> {
  const send = (signal: NodeJS.Signals) => {
    if (stillRuns(mark)) process.kill(mark.pid, signal)
  }
  send('SIGTERM')
  if (await untilGone(mark, waitMs)) return
  send('SIGKILL')
  await untilGone(mark, 5_000)
}
