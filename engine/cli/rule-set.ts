import { check, refuse } from '../../dsl/checks/index.ts'
import { stopsRules } from '../../dsl/checks/of-tests.ts'
import { simulated } from '../../dsl/model/capabilities.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import type { ParsedFile } from '../../dsl/syntax/parsed-file.ts'
import { readRuleFiles } from './rule-files.ts'

/** Rule files that were named, with what they use. */
export interface NamedRules {
  readonly files: readonly ParsedFile[]
  readonly named: ReadonlySet<string>
  /** Errors only, of every file: with one of them no test can be run. */
  readonly errors: readonly Problem[]
  /** Those that keep the rules from running. */
  readonly ofRules: readonly Problem[]
  /** What the simulator executes and loading refuses (D48). */
  readonly notLoaded: readonly Problem[]
  readonly textOf: (file: string) => string
}

/** @throws {VerbFailed} when a named file can't be read */
export async function readRules(paths: readonly string[]): Promise<NamedRules> {
  const { files, named } = await readRuleFiles(paths)
  const texts = new Map(files.map((file) => [file.file, file.tokens.map((token) => token.text).join('')]))
  const errors = check(files, {}, { executed: simulated }).filter(({ severity }) => severity === 'error')
  return {
    files,
    named,
    errors,
    ofRules: errors.filter((problem) => stopsRules(problem, files)),
    notLoaded: refuse(files),
    textOf: (file) => texts.get(file) ?? '',
  }
}
