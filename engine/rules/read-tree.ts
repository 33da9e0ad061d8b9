import { readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Problem } from '../../dsl/model/problems.ts'
import type { RuleFiles } from './examine.ts'
import { readRuleFile } from './read-rule-file.ts'
import { wholeFile } from './whole-file.ts'

/** A folder of rule files as it was found. */
export interface RuleTree {
  readonly files: RuleFiles
  /** Of each file or folder within that could not be taken; its text is not among `files`. */
  readonly unread: readonly Problem[]
}

/**
 * Every `*.rule` file below a folder; what begins with a dot is left out. What cannot be read is told of by itself, so
 * that it holds up no other file.
 * @throws when the folder itself cannot be read
 */
export async function readTree(folder: string): Promise<RuleTree> {
  const files: Record<string, string> = {}
  const unread: Problem[] = []
  const nameOf = (path: string): string => relative(folder, path).split(sep).join('/')
  const attempt = async (path: string, work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? String(error)
      // What went between the list and the look is gone, as if it had gone before.
      if (reason !== 'ENOENT') unread.push(wholeFile('E903', nameOf(path), { reason }))
    }
  }
  const take = async (path: string): Promise<void> => {
    const found = await readRuleFile(path, nameOf(path))
    if (typeof found === 'string') files[nameOf(path)] = found
    else unread.push(found)
  }
  const read = async (at: string): Promise<void> => {
    for (const entry of await readdir(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue
      const path = join(at, entry.name)
      const isRule = entry.name.endsWith('.rule')
      if (entry.isDirectory()) await attempt(path, () => read(path))
      else if (entry.isFile() && isRule) await attempt(path, () => take(path))
      // Mounted configuration is links to files.
      else if (entry.isSymbolicLink() && isRule)
        await attempt(path, async () => {
          if ((await stat(path)).isFile()) await take(path)
        })
    }
  }
  await read(folder)
  return { files, unread }
}
