/** What an editor offers to do about the problems under the cursor. */
import type { Problem, TextEdit } from '../model/problems.ts'
import type { Span } from '../model/span.ts'
import { diagnostics } from './diagnostics.ts'
import type { Project } from './project.ts'

export interface Action {
  readonly title: string
  readonly problem: Problem
  readonly edits: readonly TextEdit[]
  /** It cannot change what the rules mean, so it may be done without a question. */
  readonly safe: boolean
}

/** The fixes of the problems that touch a part of a file. */
export function actions(project: Project, path: string, { start, end }: Span): readonly Action[] {
  return diagnostics(project, path).flatMap((problem) => {
    const { fix, range, help, message } = problem
    if (!fix || problem.file !== path || range.end.offset < start || range.start.offset > end) return []
    return [{ title: fix.title || help || message, problem, edits: fix.edits, safe: fix.safe }]
  })
}
