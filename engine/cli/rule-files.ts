import { glob, stat } from 'node:fs/promises'
import { dirname, join, normalize } from 'node:path'
import { parse } from '../../dsl/syntax/parse.ts'
import type { ParsedFile } from '../../dsl/syntax/parsed-file.ts'
import { ConfigError, readConfig } from '../config.ts'
import { readRuleFile } from '../rules/read-rule-file.ts'
import { onDisk } from './on-disk.ts'
import { VerbFailed } from './verb.ts'

/**
 * Reads rule files for a check: those that are named (of a folder every `*.rule` in it), and those that they `use`.
 * @returns every file read; `named` are the paths that were asked for
 * @throws {VerbFailed} when a named file can't be read
 */
export async function readRuleFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly ParsedFile[]; readonly named: ReadonlySet<string> }> {
  const named = new Set((await Promise.all(paths.map(expand))).flat())
  const parsed = new Map<string, ParsedFile>()
  const queue = [...named]
  for (const path of queue) {
    if (parsed.has(path)) continue
    const found = await readRuleFile(onDisk(path), path).catch((error: NodeJS.ErrnoException) => {
      if (named.has(path)) throw new VerbFailed(`${path} can't be read (${error.code}).`, 'name a file that exists.')
      // A `use` that leads nowhere is a finding of the check, with its place.
      return null
    })
    if (found === null) continue
    const file = typeof found === 'string' ? parse(found, path) : { ...parse('', path), problems: [found] }
    parsed.set(path, file)
    queue.push(...usesOf(file).map((use) => normalize(join(dirname(path), use))))
  }
  return { files: [...parsed.values()], named }
}

/**
 * The file itself, or every `*.rule` in a folder.
 * @throws {VerbFailed} when nothing is there
 */
export async function expand(path: string): Promise<readonly string[]> {
  const kind = await stat(onDisk(path)).catch((error: NodeJS.ErrnoException) => {
    throw new VerbFailed(
      `${path} can't be read (${error.code}).`,
      `name a rule file or a folder that exists${ownFolder()}.`,
    )
  })
  if (!kind.isDirectory()) return [normalize(path)]
  const found: string[] = []
  for await (const name of glob('**/*.rule', { cwd: onDisk(path) })) found.push(join(path, name))
  return found.sort()
}

/** Where the rules of this installation are, for who named another folder. */
function ownFolder(): string {
  try {
    return `; the rules of this installation are in ${readConfig().rules}`
  } catch (error) {
    if (error instanceof ConfigError) return ''
    throw error
  }
}

const usesOf = (file: ParsedFile): readonly string[] =>
  file.declarations.flatMap((node) =>
    node.kind === 'use' ? [node.path.parts.map((part) => ('text' in part ? part.text : '')).join('')] : [],
  )
