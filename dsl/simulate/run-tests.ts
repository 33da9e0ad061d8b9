/** Runs the `test` blocks of rule files. */
import { compile } from '../compile/index.ts'
import { filesSeenBy, scopesOf } from '../compile/scope.ts'
import type { Plan } from '../model/plan.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { runTest, type TestOutcome } from './run-test.ts'
import { testScript } from './test-script.ts'

/**
 * The tests, each to be run by a call, in the order written. Each sees its own file and those that it uses (D120).
 * @param files of one rule set, which `check` has found free of errors
 * @param of which files the tests are wanted
 */
export function testsOf(files: readonly ParsedFile[], of: (file: string) => boolean): readonly (() => TestOutcome)[] {
  return files.flatMap((parsed) => {
    const tests = of(parsed.file) ? parsed.declarations.filter((one) => one.kind === 'test') : []
    if (tests.length === 0) return []
    const seen = filesSeenBy(parsed.file, files)
    const rules = compile(seen, 'test')
    const scope = scopesOf(seen)(parsed.file)
    return tests.map((test) => () => runTest(testScript(test, scope, rules.plans), rules))
  })
}

/** The rules of the files, in deciding order: what tests may reach. */
export const rulesOf = (files: readonly ParsedFile[], of: (file: string) => boolean): readonly Plan[] =>
  compile(files, 'test').plans.filter((plan) => of(plan.rule.file))
