/** Starts the guard around a program that would run for an hour, and tells the program's id to the test. */
import { fork } from 'node:child_process'
import { join } from 'node:path'

const guard = fork(join(import.meta.dirname, '../../../engine/launcher/guard.ts'), ['sleep', '3600'], {
  stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
})
guard.on('message', (message) => process.send?.(message as { pid: number }))
