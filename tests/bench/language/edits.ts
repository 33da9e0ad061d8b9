import { diagnostics } from '../../../dsl/service/diagnostics.ts'
import { withText } from '../../../dsl/service/project.ts'
import { allDiagnosed } from './project.ts'

export interface EditTimes {
  readonly p50: number
  readonly p95: number
}

/**
 * Milliseconds from one changed declaration to the fresh diagnostics of its file.
 * @param perFile rules in each file of the project of `rules` rules
 */
export function timesOfEdits(rules: number, perFile: number, edits: number): EditTimes {
  let project = allDiagnosed(rules, perFile)
  const paths = [...project.files.keys()].filter((path) => path.startsWith('team'))
  const times: number[] = []
  for (let n = 0; n < edits; n += 1) {
    const path = paths[(n * 7) % paths.length] as string
    const text = project.texts.get(path) as string
    // Longer each time, in a rule in the middle: everything below it moves.
    const at = text.indexOf('up to 15m', Math.floor(text.length / 2))
    const edited = `${text.slice(0, at)}up to 15m\n      # edit ${n}\n${text.slice(at + 'up to 15m'.length)}`
    const start = performance.now()
    project = withText(project, path, edited)
    const found = diagnostics(project, path)
    times.push(performance.now() - start)
    if (found.some((problem) => problem.severity === 'error')) throw new Error(`unexpected: ${found[0]?.message}`)
  }
  times.sort((a, b) => a - b)
  const quantile = (q: number) => Number((times[Math.floor(times.length * q)] ?? 0).toFixed(1))
  return { p50: quantile(0.5), p95: quantile(0.95) }
}
