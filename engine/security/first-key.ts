import { join } from 'node:path'
import type { Store } from '../store/contract.ts'
import { systemScope } from '../store/scope.ts'
import { hashKey, keyPrefix, newKey } from './api-keys.ts'
import { readIfThere, writePrivate } from './master-key.ts'

/**
 * Sees to it that there is a key with scope `admin` (D40): that of the setting, else the one in `admin.key` of the data
 * folder, which is made at the first start. A key that was revoked stays so.
 * @returns the file in which it lies; null when the setting gave it
 */
export async function ensureFirstKey(
  setting: string | null,
  dataDir: string,
  keys: Pick<Store['keys'], 'list' | 'add'>,
): Promise<string | null> {
  const file = join(dataDir, 'admin.key')
  const key = setting ?? (await keptKey(file))
  const scope = systemScope('default')
  const hash = hashKey(key)
  const known = await keys.list(scope)
  if (!known.some((row) => row.hash === hash)) {
    await keys.add(scope, { name: 'first', hash, prefix: keyPrefix(key), scopes: ['admin'], expires_at: null })
  }
  return setting === null ? file : null
}

async function keptKey(file: string): Promise<string> {
  const kept = (await readIfThere(file))?.trim()
  if (kept) return kept
  const key = newKey()
  return (await writePrivate(file, `${key}\n`)) ? key : ((await readIfThere(file))?.trim() ?? key)
}
