/** What must hold for every text and every set of rules, and how many cases a long run tries. */
import fc from 'fast-check'
import { constantIsCertain, unreachableIsCertain } from '../dsl/checks/certain.ts'
import { families, holdsInMade, holdsInRows, holdsInShipped } from '../dsl/edit/tried.ts'
import { formatHolds, keepsWindowsLineEnds } from '../dsl/format/held.ts'
import { graphHolds } from '../dsl/graph/held.ts'
import { anyText, oneReading, starts } from '../dsl/syntax/any-text.ts'
import { editedTokensAreFresh } from '../dsl/syntax/retokenised.ts'
import { safeFixes } from '../dsl/syntax/safe-fixes.ts'
import { spoiledLinesHideNothing } from '../dsl/syntax/spoiled.ts'
import { answersAgree } from '../engine/matching/answers-agree.ts'

type Settings = Pick<fc.Parameters, 'seed' | 'numRuns' | 'interruptAfterTimeLimit' | 'markInterruptAsFailure'>
export interface Outcome {
  readonly tried: number
  /** What went wrong and with which case; null where nothing did. */
  readonly report: string | null
}
export interface Property {
  readonly name: string
  readonly cases: number
  readonly attempt: (settings: Settings) => Outcome | Promise<Outcome>
}

const property = <T>(name: string, cases: number, of: fc.IProperty<T>): Property => ({
  name,
  cases,
  attempt: (settings) => outcomeOf(fc.check(of, settings)),
})

const outcomeOf = <T>(result: fc.RunDetails<T>): Outcome => ({
  tried: result.numRuns,
  report: result.failed ? (fc.defaultReportMessage(result) ?? 'failed') : null,
})

/** Some 13 pairs of a rule and an alert a case, so 100,000 and more. */
const matching: Property = {
  name: 'matching-answers-agree',
  cases: 8_000,
  attempt: async (settings) => outcomeOf(await fc.check(answersAgree({ pairs: 0, held: 0 }), settings)),
}

/** Random programs in all, over every rule of the grammar from which they are made. */
export const programs = 250_000

export const properties: readonly Property[] = [
  ...starts.map((start) => property(`one-reading-${start}`, Math.ceil(programs / starts.length), oneReading(start))),
  ...Object.entries(anyText).map(([name, of]) =>
    property(`any-text-${name.replace(/\W+/gu, '-')}`, name.startsWith('shipped') ? 3_000 : 20_000, of),
  ),
  ...['file', 'rule', 'playbook', 'step'].map((start) => property(`graph-${start}`, 10_000, graphHolds(start))),
  ...families.flatMap(([name, make]) => [
    property(`edit-${name}-made`, 4_000, holdsInMade(make, { count: 0 })),
    property(`edit-${name}-shipped`, 400, holdsInShipped(make, { count: 0 })),
  ]),
  ...['file', 'decl', 'step', 'expr', 'test'].map((start) =>
    property(`format-${start}`, 5_000, formatHolds(start, { read: 0 })),
  ),
  property('format-windows-line-ends', 5_000, keepsWindowsLineEnds),
  property('safe-fixes', 10_000, safeFixes),
  property('edited-tokens', 20_000, editedTokensAreFresh),
  matching,
  property('edit-rows', 200, holdsInRows),
  property('recovery', 10_000, spoiledLinesHideNothing),
  property('unreachable-rules', 10_000, unreachableIsCertain({ count: 0 })),
  property('constant-conditions', 20_000, constantIsCertain({ never: 0, always: 0 })),
]
