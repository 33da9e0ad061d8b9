import { compile } from '../../../dsl/compile/index.ts'
import { simulate } from '../../../dsl/simulate/simulate.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { pastEvent } from './backtest.ts'
import { rulesInFiles } from './rules.ts'

/** Whole simulations a second: an alert meets the rules, one takes it, pages, waits and escalates in virtual time. */
export function simulationsPerSecond(rules: number, runs: number): number {
  const set = compile(
    [...rulesInFiles(rules, 100)].map(([path, text]) => parse(text, path)),
    'bench',
  )
  const start = performance.now()
  for (let n = 0; n < runs; n += 1) {
    // Never a resolve, and always above the threshold of the rule.
    const { event, at } = pastEvent(n * 3, rules)
    const { trace } = simulate(set, { ...event, value: { $: 'percent', value: 100 } }, at)
    if (!trace.some((entry) => entry.kind === 'message' && entry.what === 'escalate'))
      throw new Error('no rule took the alert')
  }
  return runs / ((performance.now() - start) / 1_000)
}
