/** The groups and the inhibition of a real Alertmanager started on the configuration, and ours of the imported rules. */
import { afterAll, afterEach, expect, test } from 'vitest'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import { compileInhibit } from '../../../dsl/compile/inhibit.ts'
import { scopesOf } from '../../../dsl/compile/scope.ts'
import { groupKey } from '../../../dsl/correlate/grouping.ts'
import { inhibited } from '../../../dsl/correlate/inhibition.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { runAlertmanager } from '../../support/alertmanager.ts'
import { until } from '../../support/until.ts'
import { facts } from '../compile/made.ts'
import { importText, type Labels, names, plansOf, rootOf, textOf } from './configurations.ts'
import { inhibitedLabels } from './inhibited-labels.ts'
import { triedLabels } from './tried-labels.ts'

const factsOf = (labels: Labels, meta = {}) =>
  facts({ id: labels.tried ?? '', fingerprint: labels.tried ?? '', labels }, { meta })

/** An alert is its labels to Alertmanager, which drops empty ones; this label tells them apart on both sides. */
const numbered = (sets: readonly Labels[]): readonly Labels[] =>
  sets.map((labels, index) => ({ ...labels, tried: String(index) }))

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
/** What was asked for, once it has what it must and `seen` of it does not change any more. */
async function settled<T>(
  what: string,
  foreign: () => Promise<T>,
  complete: (found: T) => boolean,
  seen: (found: T) => unknown = (found) => found,
): Promise<T> {
  let before = ''
  return until(what, async () => {
    const [found, last] = [await foreign(), before]
    before = JSON.stringify(seen(found))
    return complete(found) && before === last ? found : undefined
  })
}

const counts = { configurations: 0, sets: 0, groups: 0, inhibiting: 0, alerts: 0, muted: 0 }
afterAll(() => {
  const { configurations, sets, groups, inhibiting, alerts, muted } = counts
  process.stdout.write(
    `Alertmanager: ${configurations} configurations, ${sets} label sets in ${groups} equal groups; ${inhibiting} configurations with inhibition, ${alerts} alerts, ${muted} muted in both\n`,
  )
})

test.each(names)('the groups of %s', { timeout: 120_000 }, async (name) => {
  // It takes no alert with a label of that name, which a matcher may have all the same.
  const sendable = triedLabels(rootOf(textOf(name))).filter((labels) => !Object.keys(labels).join().includes(':'))
  const alerts = numbered(sendable)
  const groups = plansOf(importText(textOf(name))).flatMap((plan) => {
    const taken = alerts.filter((labels) => plan.when === null || evaluate(plan.when, factsOf(labels, plan.meta)))
    const byKey = Map.groupBy(taken, (labels) => groupKey(plan.group, factsOf(labels, plan.meta), labels.tried ?? ''))
    return [...byKey.values()].map((of) => groupText(String(plan.meta.receiver), of))
  })
  const url = await startWith(name, alerts)
  const foreign = async () => {
    const found = await ask<readonly { receiver: { name: string }; alerts: readonly ForeignAlert[] }[]>(
      `${url}/api/v2/alerts/groups`,
    )
    return found
      .map(({ receiver, alerts: of }) =>
        groupText(
          receiver.name,
          of.map(({ labels }) => labels),
        ),
      )
      .sort()
  }
  // It hands out alerts one after the other, and each to one route after the other.
  const reached = (of: readonly string[]) => new Set(of.flatMap((text) => JSON.parse(text)[1])).size
  const found = await settled('all alerts are in groups', foreign, (now) => reached(now) === alerts.length)
  expect(found).toEqual(groups.sort())
  counts.configurations += 1
  counts.sets += alerts.length
  counts.groups += groups.length
})

const groupText = (receiver: string, of: readonly Labels[]): string =>
  JSON.stringify([receiver, of.map(({ tried }) => tried).sort()])

test.each(names.filter((name) => textOf(name).includes('inhibit_rules')))(
  'what %s mutes',
  { timeout: 120_000 },
  async (name) => {
    const alerts = numbered(inhibitedLabels(textOf(name)))
    const file = parse(importText(textOf(name), { language: true }).text, 'a.rule')
    const inhibitions = file.declarations.flatMap((node) =>
      node.kind === 'inhibit' ? [compileInhibit(node, scopesOf([file])('a.rule'))] : [],
    )
    const ours = inhibited(
      alerts.map((labels) => ({ id: labels.tried ?? '', facts: factsOf(labels) })),
      inhibitions,
    )
    expect(ours.size).toBeGreaterThan(0)
    expect(ours.size).toBeLessThan(alerts.length)
    const url = await startWith(name, alerts)
    const foreign = async () =>
      (await ask<readonly ForeignAlert[]>(`${url}/api/v2/alerts`)).toSorted(
        (a, b) => Number(a.labels.tried) - Number(b.labels.tried),
      )
    const mutedThere = (of: readonly ForeignAlert[]) =>
      of.filter(({ status }) => status.inhibitedBy.length > 0).map(({ labels }) => labels.tried)
    // Its inhibitor hears of alerts a moment after the list does.
    const found = await settled(
      'the inhibitor has every source',
      foreign,
      (now) => now.length === alerts.length && mutedThere(now).length >= ours.size,
      // Of several sources it names now this one, now that one.
      mutedThere,
    )
    expect(mutedThere(found)).toEqual([...ours.keys()].sort((a, b) => Number(a) - Number(b)))
    const byFingerprint = new Map(found.map(({ fingerprint, labels }) => [fingerprint, labels.tried]))
    for (const { labels, status } of found)
      for (const fingerprint of status.inhibitedBy) {
        // It names one source of the first rule that holds.
        const [first] = ours.get(labels.tried ?? '') ?? []
        expect(first?.sources).toContain(byFingerprint.get(fingerprint))
      }
    counts.inhibiting += 1
    counts.alerts += alerts.length
    counts.muted += ours.size
  },
)
