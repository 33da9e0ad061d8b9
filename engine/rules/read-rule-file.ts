import { readFile, stat } from 'node:fs/promises'
import type { Problem } from '../../dsl/model/problems.ts'
import { wholeFile } from './whole-file.ts'

/** A rule file of more bytes is no rule file. */
export const largest = 1024 * 1024

/**
 * The text of a rule file, or why it is none: E902 too large, E904 not UTF-8.
 * @param name as the file is called in the problem
 * @throws when it cannot be read
 */
export async function readRuleFile(path: string, name: string): Promise<string | Problem> {
  const { size } = await stat(path)
  if (size > largest) return wholeFile('E902', name, { size, limit: largest })
  return decodeText(await readFile(path)) ?? wholeFile('E904', name, {})
}

/** The bytes as text, byte-order mark and all; null where they are not UTF-8, for they would not come back as they were. */
export function decodeText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
