import { compile } from '../../../dsl/compile/index.ts'
import { backtest } from '../../../dsl/simulate/backtest.ts'
import type { PastEvent } from '../../../dsl/simulate/replay.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { matcher } from '../../../engine/matching/matcher.ts'
import { rulesInFiles } from './rules.ts'

const start = Date.UTC(2026, 2, 2)
const hosts = 40

/** An event every ten seconds: each service fires on some host, fires again, and resolves after a while. */
export const pastEvent = (number: number, rules: number): PastEvent => {
  const at = start + number * 10_000
  const service = `service-${(number * 7919) % rules}`
  const host = `host-${(number * 31) % hosts}`
  return {
    at,
    event: {
      source: 'bench',
      fingerprint: null,
      status: number % 3 === 2 ? 'resolved' : 'active',
      severity: number % 5 === 0 ? 'critical' : 'high',
      name: 'Slow',
      title: `${service} is slow`,
      description: '',
      url: null,
      labels: { service, host, region: 'eu-1' },
      metadata: {},
      tags: [],
      value: { $: 'percent', value: number % 120 },
      started_at: null,
      ended_at: null,
    },
  }
}

/** A backtest of one rule set against another that takes fewer alerts: both replays and the comparison, not the compiling. */
export function timeOfBacktest(events: number, rules: number): { readonly ms: number; readonly changed: number } {
  const texts = rulesInFiles(rules, 100)
  const fewer = new Map(
    [...texts].map(([path, text]) => [path, text.replaceAll('severity >= high', 'severity >= critical')]),
  )
  const [before, after] = [texts, fewer].map((all) =>
    compile(
      [...all].map(([path, text]) => parse(text, path)),
      'bench',
    ),
  )
  if (before === undefined || after === undefined) throw new Error('no rules')
  const past = Array.from({ length: events }, (_, number) => pastEvent(number, rules))
  const started = performance.now()
  const found = backtest({ before, after }, past, {
    before: { matching: matcher(before.plans) },
    after: { matching: matcher(after.plans) },
  })
  return { ms: performance.now() - started, changed: found.events.length }
}
