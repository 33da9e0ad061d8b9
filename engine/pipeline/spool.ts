import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '../store/ids.ts'
import type { NewEvent } from './contract.ts'

/**
 * Keeps what could not be stored (D30), so that nobody has to ask the source again; docs/running.md says how it is sent
 * again. Answers the file.
 */
export async function spool(
  folder: string,
  refused: {
    readonly tenant: string
    readonly events: readonly NewEvent[]
    readonly at: Date
    readonly error: unknown
  },
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${newId('event')}.json`)
  const { tenant, events, at } = refused
  const error = refused.error instanceof Error ? refused.error.name : 'unknown'
  await writeFile(file, `${JSON.stringify({ tenant, at, error, events })}\n`, { mode: 0o600 })
  return file
}
