/** The groups and the inhibition of a real Alertmanager started on the configuration, and ours of the imported rules. */
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { compileInhibit } from '../../../dsl/compile/inhibit.ts'
import { scopesOf } from '../../../dsl/compile/scope.ts'
import { groupKey } from '../../../dsl/correlate/grouping.ts'
import { inhibited } from '../../../dsl/correlate/inhibition.ts'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runAlertmanager } from '../../support/alertmanager.ts'
import { until } from '../../support/until.ts'
import { facts } from '../compile/made.ts'
import { importText, type Labels, plansOf, textOf } from './configurations.ts'

const some = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 })
const alertLabels = fc
  .record({
    alertname: fc.constantFrom('NodeDown', 'PodCrash', 'ClusterDown', 'Maintenance', 'DiskFull', 'Watchdog'),
    severity: some('critical', 'warning', 'info'),
    // So many that few have an alert of each severity.
    cluster: some(...'abcdefghijklmnopqrst'),
    zone: some('x', 'y'),
    service: some('mysql', 'files', 'inhouse-service'),
    team: some('a', 'b', 'c', 'db', 'frontend', 'payments'),
    env: some('prod', 'dev', 'staging'),
    instance: some('1', '2', '3'),
    a: some('1', '2'),
    b: some('1', '2'),
    c: some('1', '2'),
  })
  .map((drawn): Labels => JSON.parse(JSON.stringify(drawn)))

/** Distinct, because the labels are what an alert is to Alertmanager. */
const drawAlerts = (count: number): readonly Labels[] => [
  ...new Map(fc.sample(alertLabels, count).map((labels) => [nameOf(labels), labels])).values(),
]
/** An alert as both sides know it. */
const nameOf = (labels: Labels): string => JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))
const factsOf = (labels: Labels, meta = {}) =>
  facts({ id: nameOf(labels), fingerprint: nameOf(labels), labels }, { meta })

let running: Awaited<ReturnType<typeof runAlertmanager>> | null = null
afterEach(async () => {
  await running?.stop()
  running = null
})
async function startWith(name: string, alerts: readonly Labels[]) {
  running = await runAlertmanager(textOf(name))
  await running.post(alerts.map((labels) => ({ labels })))
  return running.url
}

interface ForeignAlert {
  readonly labels: Labels
  readonly fingerprint: string
  readonly status: { readonly state: string; readonly inhibitedBy: readonly string[] }
}
const ask = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T

test.each([
  'group-by-all',
  'group-by-none',
  'group-inheritance',
  'documentation',
  'deep-continue',
  'same-receiver',
  'many-teams',
])('the groups of %s', { timeout: 60_000 }, async (name) => {
  const alerts = drawAlerts(80)
  const groups = plansOf(importText(textOf(name))).flatMap((plan) => {
    const taken = alerts.filter((labels) => plan.when === null || evaluate(plan.when, factsOf(labels, plan.meta)))
    const byKey = Map.groupBy(taken, (labels) => groupKey(plan.group, factsOf(labels, plan.meta), nameOf(labels)))
    return [...byKey.values()].map((of) => JSON.stringify([plan.meta.receiver, of.map(nameOf).sort()]))
  })
  const url = await startWith(name, alerts)
  const foreign = async () => {
    const found = await ask<readonly { receiver: { name: string }; alerts: readonly ForeignAlert[] }[]>(
      `${url}/api/v2/alerts/groups`,
    )
    return found
      .map(({ receiver, alerts: of }) => JSON.stringify([receiver.name, of.map(({ labels }) => nameOf(labels)).sort()]))
      .sort()
  }
  const reached = (of: readonly string[]) => new Set(of.flatMap((text) => JSON.parse(text)[1])).size
  // It hands out alerts one after the other, and each to one route after the other.
  let before = ''
  const settled = await until('all alerts are in groups', async () => {
    const [now, last] = [await foreign(), before]
    before = JSON.stringify(now)
    return reached(now) === alerts.length && before === last ? now : undefined
  })
  expect(settled).toEqual(groups.sort())
})

test.each(['inhibition', 'inhibition-two-sided', 'inhibition-no-equal', 'simple'])(
  'what %s mutes',
  { timeout: 60_000 },
  async (name) => {
    const sure = { alertname: 'NodeDown', cluster: 'z', service: 'files' }
    const drawn = drawAlerts(60)
    const alerts = [...drawn, { ...sure, severity: 'critical' }, { ...sure, severity: 'warning' }]
    const file = parse(importText(textOf(name), { language: true }).text, 'a.rule')
    const inhibitions = file.declarations.flatMap((node) =>
      node.kind === 'inhibit' ? [compileInhibit(node, scopesOf([file])('a.rule'))] : [],
    )
    const ours = inhibited(
      alerts.map((labels) => ({ id: nameOf(labels), facts: factsOf(labels) })),
      inhibitions,
    )
    expect(ours.size).toBeGreaterThan(0)
    const url = await startWith(name, alerts)
    const foreign = () => ask<readonly ForeignAlert[]>(`${url}/api/v2/alerts`)
    const mutedThere = (of: readonly ForeignAlert[]) =>
      of
        .filter(({ status }) => status.inhibitedBy.length > 0)
        .map(({ labels }) => nameOf(labels))
        .sort()
    // Its inhibitor hears of alerts a moment after the list does.
    const found = await until('the inhibitor has every source', async () => {
      const now = await foreign()
      return now.length === alerts.length && mutedThere(now).length >= ours.size ? now : undefined
    })
    expect(mutedThere(found)).toEqual([...ours.keys()].sort())
    const byFingerprint = new Map(found.map(({ fingerprint, labels }) => [fingerprint, nameOf(labels)]))
    for (const { labels, status } of found)
      for (const fingerprint of status.inhibitedBy) {
        // It names one source of the first rule that holds.
        const [first] = ours.get(nameOf(labels)) ?? []
        expect(first?.sources).toContain(byFingerprint.get(fingerprint))
      }
  },
)
