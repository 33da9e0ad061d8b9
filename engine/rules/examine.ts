/** Reads, checks and compiles a set of rule files as one. */
import { check, type Known } from '../../dsl/checks/index.ts'
import { stopsRules } from '../../dsl/checks/of-tests.ts'
import { CompileFailure } from '../../dsl/compile/failure.ts'
import { compile } from '../../dsl/compile/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import type { CompiledRuleSet } from '../../dsl/model/rule-set.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import type { ParsedFile } from '../../dsl/syntax/parsed-file.ts'
import { internalFault } from './whole-file.ts'

/** Paths with slashes, relative to the folder, to texts. */
export type RuleFiles = Readonly<Record<string, string>>

export interface Examined {
  readonly problems: readonly Problem[]
  /** Files whose rules cannot be executed as they are; what is wrong in a test keeps no rule. */
  readonly broken: ReadonlySet<string>
  /** Null when any file is broken. */
  readonly compiled: CompiledRuleSet | null
}

/** @param version id of the rule-set version; stands in every plan */
export function examine(files: RuleFiles, version: string, known: Known): Examined {
  const parsed: ParsedFile[] = []
  const problems: Problem[] = []
  for (const [file, text] of inOrder(files)) {
    try {
      parsed.push(parse(text, file))
    } catch (error) {
      problems.push(internalFault(file, error))
    }
  }
  const checked = attempt(parsed, (some) => check(some, known))
  problems.push(...(checked.result ?? []), ...checked.faults)
  const stops = (problem: Problem): boolean => stopsRules(problem, parsed)
  let compiled: CompiledRuleSet | null = null
  if (!problems.some(stops)) {
    const attempted = attempt(parsed, (some) => compile(some, version))
    problems.push(...attempted.faults)
    compiled = attempted.result
  }
  return { problems, broken: new Set(problems.filter(stops).map((problem) => problem.file)), compiled }

  /** A failure of ours is laid on the file that brings it about, so that it holds up no other. */
  function attempt<T>(all: readonly ParsedFile[], work: (some: readonly ParsedFile[]) => T) {
    try {
      return { result: work(all), faults: [] }
    } catch (error) {
      const faults =
        error instanceof CompileFailure
          ? [internalFault(error.file, error, files[error.file], error.at)]
          : culprits(all, work).map(({ file }) => internalFault(file, error))
      return { result: null, faults }
    }
  }
}

/** The files with which the work fails by themselves; every file when it takes several to fail. */
function culprits(all: readonly ParsedFile[], work: (some: readonly ParsedFile[]) => unknown): readonly ParsedFile[] {
  const found = all.filter((one) => {
    try {
      work([one])
      return false
    } catch (error) {
      // Alone, a file lacks what it uses of others.
      return !(error instanceof CompileFailure)
    }
  })
  return found.length > 0 ? found : all
}

/** By code point, so that replicas see one order. */
const inOrder = (files: RuleFiles) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
