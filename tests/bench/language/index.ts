import type { Benchmark, Figures } from '../result.ts'
import { timeOfBacktest } from './backtest.ts'
import { timesOfEdits } from './edits.ts'
import { timesOfGraph } from './graph.ts'
import { allDiagnosed } from './project.ts'

/** Opening and checking a project, one edit to the fresh diagnostics of its file, the graph of a file and a command on it, and two rule sets over events of the past. */
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
  for (const rules of [1, 25]) {
    say(`graph of 500 steps in ${rules} rules, and an edit in it`)
    const { graph, edit } = timesOfGraph(rules, 40)
    figures[`graph_500_steps_${rules}_rules_p50_ms`] = graph
    figures[`graph_edit_500_steps_${rules}_rules_p50_ms`] = edit
  }
  say('backtest of 100,000 events over 1,000 rules')
  const { ms } = timeOfBacktest(100_000, 1_000)
  figures.backtest_100000_events_1000_rules_ms = Math.round(ms)
  return Promise.resolve({ figures, ratios: {} })
}
