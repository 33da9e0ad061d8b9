import { existsSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { projectRoot } from '../config-launcher.ts'

/**
 * Puts the starter rules into a rules folder that does not exist yet (D17). A folder that is there is the operator's,
 * even when it is empty: nothing is ever added to it or overwritten.
 * @returns whether it was made
 */
export async function seedRules(folder: string, starter = join(projectRoot, 'rules', 'starter')): Promise<boolean> {
  if (existsSync(folder)) return false
  await mkdir(dirname(folder), { recursive: true })
  await cp(starter, folder, { recursive: true })
  return true
}
