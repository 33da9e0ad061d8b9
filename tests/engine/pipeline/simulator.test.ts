/** The pipeline on a real database and the simulator take the same decisions about the same events (D1). */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import type { WorldEvent } from '../../../dsl/model/activity.ts'
import { type Severity, severities } from '../../../dsl/model/severity.ts'
import { World as VirtualWorld } from '../../../dsl/simulate/world.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import type { NewEvent } from '../../../engine/pipeline/contract.ts'
import { everyTenant } from '../../../engine/store/scope.ts'
import { sqlite } from '../../support/dialects.ts'
import { event, rulesOf, scope, World } from './world.ts'

// Runs that never end by themselves: here no worker closes incidents. The source keeps stories apart in one database.
const text = `
  rule "stops" {
    priority 300
    when label.env == "prod" and alert.severity >= high
    group by alert.source, label.service within 10m
    then { sleep 365d }
    stop processing
  }
  rule "holds back" {
    priority 200
    when alert.severity >= warning
    group by alert.source, alert.name
    suppress when label.env == "dev" and alert.count < 2
    then { sleep 365d }
  }
  rule "each" { when has label.pod and alert.value > 5 then { sleep 365d } }
  rule "only suppresses" { priority 50 suppress when label.env == "prod" }
  rule "disabled" { disabled then { sleep 365d } }
`

interface Happening {
  readonly after: number
  readonly what: 'fire' | 'resolve' | 'ack'
  /** Which incident is acknowledged, of those that there are. */
  readonly pick: number
  readonly alert: Pick<NewEvent, 'name' | 'severity' | 'labels' | 'value'>
  readonly start: 'none' | 'now' | 'early'
}
const happening: fc.Arbitrary<Happening> = fc.record({
  after: fc.constantFrom(0, 30_000, 300_000, 660_000),
  what: fc.constantFrom('fire', 'fire', 'fire', 'resolve', 'ack', 'ack'),
  pick: fc.nat({ max: 5 }),
  start: fc.constantFrom('none', 'none', 'now', 'early'),
  alert: fc.record({
    name: fc.constantFrom('Down', 'Slow'),
    severity: fc.constantFrom<Severity>(...severities),
    value: fc.constantFrom(null, 3, 9),
    labels: fc.constantFrom<Readonly<Record<string, string>>>(
      { env: 'prod', service: 'cart' },
      { env: 'prod', service: 'cart', pod: 'a' },
      { env: 'dev', service: 'cart', pod: 'b' },
      { service: 'shop' },
    ),
  }),
})

test('any story: the same alerts, incidents, decisions, and the same words to every run', async () => {
  const base = await sqlite.create()
  const met = { joined: 0, 'joined and raised': 0, unacknowledged: 0, suppressed: 0, resolved: 0 }
  try {
    const store = base.open()
    await store.migrate()
    const rules = rulesOf(text, 1)
    const { tables } = store.database
    const real = new World(store, { current: async () => rules })
    const compiled = compile([parse(text, 'test.rule')], '')
    let stories = 0

    await fc.assert(
      fc.asyncProperty(fc.array(happening, { minLength: 3, maxLength: 14 }), async (story) => {
        const source = `story-${stories++}`
        const virtual = new VirtualWorld(compiled, real.clock.getTime())
        for (const { after, what, pick, alert, start } of story) {
          real.later(after)
          virtual.advanceTo(real.clock.getTime())
          if (what === 'ack') {
            const incidents = await incidentsOf(source)
            const place = pick % Math.max(incidents.length, 1)
            const [one, same] = [incidents[place], virtual.incidents.all[place]]
            if (!one || !same) continue
            await real.pipeline.acknowledgeIncident({ ...scope, actor: '@kim' }, one.id, null)
            virtual.acknowledge(same, '@kim')
            continue
          }
          const status = what === 'fire' ? 'active' : 'resolved'
          const early = new Date(real.clock.getTime() - 3_600_000)
          const started_at = start === 'none' || what !== 'fire' ? null : start === 'now' ? real.clock : early
          const given = event({ ...alert, source, status, started_at })
          await real.send(given)
          virtual.arrive({ ...given, started_at: started_at?.getTime() ?? null, ended_at: null })
        }
        const [seen, simulated] = [await shownReal(source), shownVirtual(virtual)]
        expect(simulated).toEqual(seen)
        for (const words of seen.incidents.flatMap(({ told }) => told)) {
          if (words in met) met[words as keyof typeof met]++
          if (words.startsWith('joined, ')) met['joined and raised']++
        }
        met.suppressed += seen.decisions.filter((one) => one.includes('suppressed')).length
      }),
      { numRuns: 120 },
    )

    async function alertsOf(source: string) {
      return tables.alerts.select(everyTenant, { where: { source }, order: [['id', 'ASC']] })
    }
    async function incidentsOf(source: string) {
      const ids = (await alertsOf(source)).map(({ id }) => id)
      const links = await tables.incidentAlerts.select(everyTenant, { where: { alert_id: ids } })
      const incidents = [...new Set(links.map(({ incident_id }) => incident_id))]
      return tables.incidents.select(everyTenant, { where: { id: incidents }, order: [['id', 'ASC']] })
    }
    async function shownReal(source: string) {
      const alerts = await alertsOf(source)
      const incidents = await incidentsOf(source)
      const decisions = await tables.decisions.select(everyTenant, { where: { alert_id: alerts.map(({ id }) => id) } })
      return {
        alerts: alerts.map(({ state, severity, count }) => `${state} ${severity} ${count}`),
        incidents: await Promise.all(
          incidents.map(async (one) => ({
            rule: one.rule_name,
            severity: one.severity,
            alerts: one.alert_count,
            acknowledged: one.acknowledged_at !== null,
            resolved: one.resolved_at !== null,
            told: (await real.told(one.id)).map(wordsOf),
          })),
        ),
        decisions: decisions
          .map(
            ({ rule_name, outcome }) =>
              `${rule_name}: ${outcome === 'opened' || outcome === 'joined' ? 'takes' : outcome}`,
          )
          .sort(),
      }
    }
  } finally {
    await base.drop()
  }
  // The property says something only if these happen.
  expect(Math.min(...Object.values(met))).toBeGreaterThan(2)
}, 180_000)

const wordsOf = (told: WorldEvent): string => ('severity' in told ? `${told.kind}, ${told.severity}` : told.kind)

function shownVirtual({ trace, alerts, incidents }: VirtualWorld) {
  const ids = [
    ...new Set(trace.flatMap((entry) => (entry.kind === 'alert' && entry.alert !== '' ? [entry.alert] : []))),
  ]
  const decided = trace.flatMap((entry) => (entry.kind === 'decided' ? [entry.decisions] : []))
  return {
    alerts: ids.flatMap((id) => {
      const alert = alerts.get(id)
      return alert ? [`${alert.state} ${alert.severity} ${alert.count}`] : []
    }),
    incidents: incidents.all.map((one) => ({
      rule: one.plan.rule.name,
      severity: one.severity,
      alerts: one.alertIds.length,
      acknowledged: one.acknowledged,
      resolved: one.resolved,
      told: one.run?.signals.map(wordsOf) ?? [],
    })),
    decisions: decided
      .flatMap(({ rules, unmatched }) => [
        ...(unmatched ? ['null: unmatched'] : []),
        ...rules.flatMap(({ plan, outcome }) =>
          ['takes', 'suppressed', 'already_taken'].includes(outcome) ? [`${plan.rule.name}: ${outcome}`] : [],
        ),
      ])
      .sort(),
  }
}
