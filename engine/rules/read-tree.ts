import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { RuleFiles } from './examine.ts'

/** A rule file of more bytes is no rule file. */
const largest = 1024 * 1024

/** Every `*.rule` file below a folder; what begins with a dot is left out. */
export async function readTree(folder: string): Promise<RuleFiles> {
  const files: Record<string, string> = {}
  const read = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = join(at, entry.name)
      // Mounted configuration is links to folders and files.
      const kind = entry.isSymbolicLink() ? await stat(path).catch(() => null) : entry
      if (kind?.isDirectory() && !entry.isSymbolicLink()) await read(path)
      else if (kind?.isFile() && entry.name.endsWith('.rule')) {
        const { size } = await stat(path)
        if (size > largest) throw new Error(`${path} has ${size} bytes; a rule file may have ${largest}.`)
        files[relative(folder, path).split(sep).join('/')] = await readFile(path, 'utf8')
      }
    }
  }
  await read(folder)
  return files
}
