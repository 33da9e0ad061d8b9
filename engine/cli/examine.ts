import { check } from '../../dsl/checks/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import { readRuleFiles } from './rule-files.ts'

/** What a check of rule files found, with the texts that the findings point into. */
export interface Examined {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  readonly textOf: ReadonlyMap<string, string>
}

/**
 * Parses and checks files and folders together with what they `use`; tells problems of the named ones only.
 * Names from outside (people, connections) are not known here, so nothing is said about them.
 */
export async function examine(paths: readonly string[]): Promise<Examined> {
  const { files, named } = await readRuleFiles(paths)
  return {
    files: [...named],
    problems: check(files, {}).filter((found) => named.has(found.file)),
    textOf: new Map(files.map((file) => [file.file, file.tokens.map((token) => token.text).join('')])),
  }
}
