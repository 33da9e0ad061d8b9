import type { Problem } from '../model/problems.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

/**
 * Whether a problem keeps rules from running: an error, unless it stands in a test that reads. A rule that is renamed or
 * disabled at night must go live, whatever a test still says of it.
 */
export function stopsRules(problem: Problem, files: readonly ParsedFile[]): boolean {
  if (problem.severity !== 'error') return false
  const parsed = files.find(({ file }) => file === problem.file)
  if (parsed === undefined || parsed.problems.includes(problem)) return true
  const { start, end } = problem.range
  return !parsed.declarations.some(
    ({ kind, at }) => kind === 'test' && at.start <= start.offset && end.offset <= at.end,
  )
}
