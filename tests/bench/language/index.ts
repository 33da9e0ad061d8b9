import type { Benchmark, Figures } from '../result.ts'
import { timesOfEdits } from './edits.ts'
import { allDiagnosed } from './project.ts'

/** Opening and checking a project, and one edit to the fresh diagnostics of its file. */
export const language: Benchmark = (say) => {
  const figures: Figures = {}
  for (const rules of [10, 100, 1_000, 5_000]) {
    say(`opening ${rules} rules`)
    const start = performance.now()
    allDiagnosed(rules, 100)
    figures[`open_${rules}_rules_ms`] = Math.round(performance.now() - start)
  }
  for (const perFile of [10, 100, 500]) {
    say(`editing one of 5,000 rules, ${perFile} a file`)
    const { p50, p95 } = timesOfEdits(5_000, perFile, 200)
    figures[`edit_${perFile}_a_file_p50_ms`] = p50
    figures[`edit_${perFile}_a_file_p95_ms`] = p95
  }
  return Promise.resolve({ figures, ratios: {} })
}
