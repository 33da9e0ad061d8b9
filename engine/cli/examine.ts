import { check } from '../../dsl/checks/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import { readRuleFiles } from './rule-files.ts'
import { type SurroundingNames, surroundingNames } from './surrounding-names.ts'

/** What a check of rule files found, with the texts that the findings point into. */
export interface Examined {
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
  readonly textOf: ReadonlyMap<string, string>
  /** What names from outside were compared with. */
  readonly names: SurroundingNames
}

/**
 * Parses and checks files and folders together with what they `use`; tells problems of the named ones only.
 * Names from outside (W508) are told of as far as settings and database can be read.
 */
export async function examine(paths: readonly string[]): Promise<Examined> {
  const { files, named } = await readRuleFiles(paths)
  const names = await surroundingNames()
  return {
    files: [...named],
    problems: check(files, names.known).filter((found) => named.has(found.file)),
    names,
    textOf: new Map(files.map((file) => [file.file, file.tokens.map((token) => token.text).join('')])),
  }
}
