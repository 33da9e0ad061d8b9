/** A process that asks for the lock of the folder named to it, tells whether it got it, and stays. */
import { lockDataFolder } from '../../../engine/launcher/data-lock.ts'

try {
  lockDataFolder(process.argv[2] ?? '')
  process.send?.('locked')
} catch (error) {
  process.send?.(error instanceof Error ? error.message : String(error))
}
setInterval(() => undefined, 60_000)
