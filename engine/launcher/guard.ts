/**
 * Holds one program that knows nothing of us (the Temporal server) and ends it when our parent is gone, however it went:
 * the IPC pipe closes even on kill -9. Arguments: the program and its arguments. Tells the parent the program's id.
 */
import { spawn } from 'node:child_process'

const [program = '', ...args] = process.argv.slice(2)
// An own process group: Ctrl-C in the terminal reaches us and not the program, so that we choose the order of stopping.
const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], detached: true })

let stopping = false
function stop() {
  if (stopping) return
  stopping = true
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), 5_000).unref()
}

child.on('spawn', () => process.send?.({ pid: child.pid }))
child.on('error', (error) => {
  process.stderr.write(`${program} did not start: ${error.message}\n`)
  process.exit(127)
})
child.on('exit', (code) => process.exit(stopping ? 0 : (code ?? 1)))
process.on('disconnect', stop)
process.on('SIGTERM', stop)
process.on('SIGHUP', () => {})
process.on('SIGINT', () => {})
