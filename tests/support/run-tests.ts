import type { TestOutcome } from '../../dsl/simulate/run-test.ts'
import { testsOf } from '../../dsl/simulate/run-tests.ts'

/** The outcomes of all the tests, as `tocsin test` makes them one after the other. */
export const runTests = (...given: Parameters<typeof testsOf>): readonly TestOutcome[] =>
  testsOf(...given).map((run) => run())
