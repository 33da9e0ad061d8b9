/** Reads, checks and compiles a set of rule files as one. */
import { check, type Known } from '../../dsl/checks/index.ts'
import { CompileFailure } from '../../dsl/compile/failure.ts'
import { compile } from '../../dsl/compile/index.ts'
import type { Problem } from '../../dsl/model/problems.ts'
import type { CompiledRuleSet } from '../../dsl/model/rule-set.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import type { ParsedFile } from '../../dsl/syntax/parsed-file.ts'

/** Paths with slashes, relative to the folder, to texts. */
export type RuleFiles = Readonly<Record<string, string>>

export interface Examined {
  readonly problems: readonly Problem[]
  /** Files that cannot be executed as they are. */
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
      problems.push(fault(file, error))
    }
  }
  problems.push(...check(parsed, known))
  let compiled: CompiledRuleSet | null = null
  if (!problems.some(isError))
    try {
      compiled = compile(parsed, version)
    } catch (error) {
      if (!(error instanceof CompileFailure)) throw error
      problems.push(fault(error.file, error))
    }
  return { problems, broken: new Set(problems.filter(isError).map((problem) => problem.file)), compiled }
}

const isError = (problem: Problem): boolean => problem.severity === 'error'

/** By code point, so that replicas see one order. */
const inOrder = (files: RuleFiles) => Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))

/** What check let through and this version cannot execute: a fault of ours, but the file stays out of force (D48). */
const fault = (file: string, error: unknown): Problem => {
  const start = { line: 1, column: 1, offset: 0 }
  return {
    code: 'E901',
    severity: 'error',
    file,
    range: { start, end: start },
    message: error instanceof Error ? error.message : String(error),
    labels: [],
    help: null,
    fix: null,
    args: {},
  }
}
