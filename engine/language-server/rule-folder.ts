import { glob, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { ParsedFile } from '../../dsl/syntax/parsed-file.ts'

/** What is no folder of rules, however deep it lies. */
const passed = new Set(['node_modules', '.git'])
/** An editor opened on a whole disk must not read all of it. */
const mostFiles = 5_000

/** The rule files of a folder and those below it; what cannot be read is left out. */
export async function readRuleFolder(folder: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  try {
    for await (const name of glob('**/*.rule', { cwd: folder, exclude: (entry) => passed.has(entry) })) {
      if (texts.size >= mostFiles) break
      const text = await readText(join(folder, name))
      if (text !== null) texts.set(join(folder, name), text)
    }
  } catch {
    // A folder that goes away while it is read has no rules.
  }
  return texts
}

export const readText = (path: string): Promise<string | null> => readFile(path, 'utf8').catch(() => null)

/** The paths that a file names by `use`. */
export const usedBy = (file: ParsedFile): readonly string[] =>
  file.declarations.flatMap((node) =>
    node.kind === 'use' && file.file.startsWith('/')
      ? [join(dirname(file.file), node.path.parts.map((part) => ('text' in part ? part.text : '')).join(''))]
      : [],
  )
