import { edit } from '../../../dsl/edit/index.ts'
import { toGraph } from '../../../dsl/graph/to-graph.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

export interface GraphTimes {
  /** From a file that is read to its graph. */
  readonly graph: number
  /** A command on it to edits that are verified, which reads the changed rule again. */
  readonly edit: number
}

const stepsOf = (count: number): string =>
  Array.from(
    { length: count / 2 },
    (_, number) => `    notify @team-${number} with { title: "step ${number}" }\n      on error { end failed }\n`,
  ).join('')

/** Medians in milliseconds for a file of 500 steps. @param rules that they are spread over */
export function timesOfGraph(rules: number, rounds: number): GraphTimes {
  const body = stepsOf(500 / rules)
  const text = Array.from({ length: rules }, (_, rule) => `rule "r${rule}" {\n  then {\n${body}  }\n}\n`).join('\n')
  const times = { graph: [] as number[], edit: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const parsed = parse(`${text}# ${round}\n`, 'bench.rule')
    const start = performance.now()
    toGraph(parsed)
    const drawn = performance.now()
    const slot = { lane: 'then', index: round % 10 }
    const done = edit(parsed, { kind: 'insert step', frame: 'rule "r0"', slot, text: 'sleep 1m' })
    if (done.kind !== 'edited') throw new Error(done.problem.message)
    times.graph.push(drawn - start)
    times.edit.push(performance.now() - drawn)
  }
  const median = (all: readonly number[]) => Math.round((all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0) * 10) / 10
  return { graph: median(times.graph), edit: median(times.edit) }
}
