import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** There is no master key that could be used; the message says how one is made. */
export class MasterKeyMissing extends Error {
  override readonly name = 'MasterKeyMissing'
  readonly problem: string
  readonly next = 'make one with: openssl rand -base64 32'
  constructor(problem: string) {
    super(`${problem} Make one with: openssl rand -base64 32`)
    this.problem = problem
  }
}

/**
 * The master key: from the setting, else `master.key` in the data folder, made at the first start and readable by its
 * owner only (D40).
 * @param mayCreate false where several processes share a database: each would make its own
 * @throws {Error} that says what to do
 */
export async function loadMasterKey(setting: string | null, dataDir: string, mayCreate: boolean): Promise<Buffer> {
  if (setting !== null) return bytesOf(setting, 'TOCSIN_MASTER_KEY')
  const file = join(dataDir, 'master.key')
  const kept = await readIfThere(file)
  if (kept !== null) return bytesOf(kept, file)
  if (!mayCreate) {
    throw new MasterKeyMissing('TOCSIN_MASTER_KEY is not set, and processes that share a database must share it.')
  }
  const key = randomBytes(32)
  return (await writePrivate(file, `${key.toString('base64')}\n`)) ? key : bytesOf(await readFile(file, 'utf8'), file)
}

/** One key for one purpose, derived so that none tells anything of another. */
export const deriveKey = (master: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `tocsin ${purpose}`, 32))

/** The text of a file, or null where there is none. */
export async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Writes a new file for its owner's eyes only; false when it was there already. */
export async function writePrivate(file: string, text: string): Promise<boolean> {
  await mkdir(join(file, '..'), { recursive: true, mode: 0o700 })
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(text)
    await handle.sync()
    await handle.close()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

function bytesOf(text: string, where: string): Buffer {
  const bytes = masterKeyBytes(text)
  if (bytes === null) throw new MasterKeyMissing(`${where} must hold 32 bytes in base64 or hex.`)
  return bytes
}

/** The 32 bytes of a master key written in base64 or hex, or null. */
export function masterKeyBytes(text: string): Buffer | null {
  const trimmed = text.trim()
  if (/^[0-9a-fA-F]{64}$/.test(trimmed)) return Buffer.from(trimmed, 'hex')
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(trimmed)) return null
  const bytes = Buffer.from(trimmed, 'base64')
  return bytes.length === 32 ? bytes : null
}
