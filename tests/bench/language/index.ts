import { type Benchmark, type Figures, median } from '../result.ts'
import { timeOfBacktest } from './backtest.ts'
import { timesOfEdits } from './edits.ts'
import { timeOfFormat } from './format.ts'
import { timesOfGraph } from './graph.ts'
import { allDiagnosed } from './project.ts'
import { simulationsPerSecond } from './simulate.ts'

const sizes = [10, 100, 1_000, 5_000]
const repetitions = 3

/**
 * Opening and checking a project and how that grows, one edit to the fresh diagnostics of its file, formatting, the graph of
 * a file and a command on it, simulations, and two rule sets over events of the past. Medians of three.
 */
export const language: Benchmark = (say) => {
  const figures: Figures = {}
  const three = (work: () => number) => median(Array.from({ length: repetitions }, work))
  // The first times are those of a cold engine, and are not counted.
  allDiagnosed(100, 100)
  const perRule = sizes.map((rules) => {
    say(`opening ${rules} rules`)
    const ms = three(() => timeOf(() => allDiagnosed(rules, 100)))
    figures[`open_${rules}_rules_ms`] = Number(ms.toFixed(1))
    return ms / rules
  })
  for (const perFile of [10, 100, 500]) {
    say(`editing one of 5,000 rules, ${perFile} a file`)
    const { p50, p95 } = timesOfEdits(5_000, perFile, 200)
    figures[`edit_${perFile}_a_file_p50_ms`] = p50
    figures[`edit_${perFile}_a_file_p95_ms`] = p95
  }
  for (const rules of [100, 1_000]) {
    say(`formatting a file of ${rules} rules`)
    figures[`format_${rules}_rules_ms`] = Math.round(three(() => timeOfFormat(rules)))
  }
  for (const rules of [1, 25]) {
    say(`graph of 500 steps in ${rules} rules, and an edit in it`)
    const { graph, edit } = timesOfGraph(rules, 40)
    figures[`graph_500_steps_${rules}_rules_p50_ms`] = graph
    figures[`graph_edit_500_steps_${rules}_rules_p50_ms`] = edit
  }
  for (const rules of [10, 1_000]) {
    say(`simulations against ${rules} rules`)
    figures[`simulations_${rules}_rules_per_s`] = Math.round(three(() => simulationsPerSecond(rules, 100)))
  }
  say('backtest of 100,000 events over 1,000 rules')
  const { ms } = timeOfBacktest(100_000, 1_000)
  figures.backtest_100000_events_1000_rules_ms = Math.round(ms)
  // 1: opening grows with the number of rules and no faster.
  const [, , thousand = 0, all = 0] = perRule
  const ratios = { open_per_rule_1000_to_5000: Number((thousand / all).toFixed(2)) }
  return Promise.resolve({ figures, ratios })
}

function timeOf(work: () => unknown): number {
  const start = performance.now()
  work()
  return performance.now() - start
}
