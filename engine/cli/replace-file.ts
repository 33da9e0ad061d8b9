import { randomUUID } from 'node:crypto'
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { onDisk } from './on-disk.ts'
import { VerbFailed } from './verb.ts'

/**
 * Gives a file that the command line names another text, whole or not at all: Tocsin may be reading it. Links stay links, and the mode is kept.
 * @throws {VerbFailed} when the file can't be written; then it is as it was
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  // No name that ends in .rule: the rules folder is watched.
  const target = onDisk(path)
  const draft = `${await realpath(target)}.${randomUUID()}.tmp`
  try {
    const { mode } = await stat(target)
    await writeFile(draft, text, { mode: mode & 0o777, flag: 'wx' })
    await rename(draft, await realpath(target))
  } catch (error) {
    await rm(draft, { force: true })
    const { code } = error as NodeJS.ErrnoException
    throw new VerbFailed(`${path} can't be written (${code}).`, 'allow writing it and its folder; it is as it was.')
  }
}
