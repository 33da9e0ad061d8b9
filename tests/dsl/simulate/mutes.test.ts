/** What is kept of mutes while alerts come and go is what the definition says of all that is open, at each moment. */
import '../../support/property-seed.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import { factsOfMuting, inhibited } from '../../../dsl/correlate/inhibition.ts'
import { type Silence, silencedBy } from '../../../dsl/correlate/silence.ts'
import type { Condition } from '../../../dsl/model/expression.ts'
import { factsOfAlert, type VirtualAlert } from '../../../dsl/simulate/alert.ts'
import { Mutes } from '../../../dsl/simulate/mutes.ts'
import { World } from '../../../dsl/simulate/world.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const inhibitionsOf = (text: string) => compile([parse(`edition 1\n${text}`, 'a.rule')], 'v').inhibitions ?? []
const conditionOf = (text: string): Condition =>
  compile([parse(`edition 1\nrule "r" { when ${text} then { end ok } }`, 'a.rule')], 'v').plans[0]?.when ??
  expect.unreachable()

const plain = inhibitionsOf(`
  inhibit high { source (label.sev == "high") mutes (label.sev == "low" or has label.on) by label.c }
  inhibit both { source (label.sev in ["high", "low"] and alert.status == active) mutes (has label.on) by label.c }
  inhibit any { source (label.sev == "all") mutes (label.sev != "all") }
`)
const timed = inhibitionsOf('inhibit old { source (age(alert.started_at) > 2s) mutes (label.sev == "low") by label.c }')
const silenced = ['label.c == "1"', 'label.sev == "high"', 'age(alert.started_at) < 3s'].map(conditionOf)

const labels = fc.record(
  { sev: fc.constantFrom('high', 'low', 'all'), c: fc.constantFrom('1', '2', ''), on: fc.constant('y') },
  { requiredKeys: [] },
)
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      id: fc.integer({ min: 1, max: 6 }),
      labels,
      state: fc.constantFrom('active', 'active', 'acknowledged', 'resolved'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ silence: fc.constantFrom(...silenced), forMs: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 2, arbitrary: fc.record({ passes: fc.integer({ min: 1, max: 3 }) }) },
)
const alertOf = (id: string, of: Pick<VirtualAlert, 'labels' | 'state'>, now: number): VirtualAlert => ({
  ...{ id, source: 's', fingerprint: id, name: 'a', title: 'a', description: '', url: null, severity: 'high' },
  ...{ tags: [], value: null, metadata: {}, count: 1, started_at: now, ended_at: null, received_at: now },
  ...{ muted_by: [], acknowledged_by: null, acknowledged_at: null, acknowledged_severity: null },
  ...{ resolved_by: null, resolution_note: null },
  labels: of.labels,
  state: of.state,
})

test.each([
  ['of alerts alone', plain],
  ['of the clock too', [...plain, ...timed]],
])('kept and defined mutes agree: %s', (_name, inhibitions) => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
      const mutes = new Mutes(inhibitions)
      const alerts = new Map<string, VirtualAlert>()
      const silences: Silence[] = []
      const kept = new Map<string, readonly string[]>()
      let now = 1_000
      for (const one of changes) {
        const changed: string[] = []
        if ('passes' in one) now += one.passes * 1_000
        else if ('silence' in one) {
          const silence = { matches: one.silence, from: now, until: now + one.forMs * 1_000 }
          silences.push({ id: String(silences.length + 1), ...silence })
          mutes.silence(silence)
        } else {
          // A resolved one comes back as another alert.
          const known = [...alerts.values()].find(
            ({ fingerprint, state }) => fingerprint === String(one.id) && state !== 'resolved',
          )
          const id = known?.id ?? `alert_${alerts.size + 1}`
          alerts.set(id, { ...alertOf(id, one, known?.started_at ?? now), fingerprint: String(one.id) })
          changed.push(id)
        }
        for (const [id, by] of mutes.look(changed, (id) => alerts.get(id), now)) kept.set(id, by)
        const open = [...alerts.values()].filter(({ state }) => state !== 'resolved')
        const asked = open.map((alert) => ({
          id: alert.id,
          facts: factsOfMuting(factsOfAlert(alert), alert.state, now),
        }))
        const defined = inhibited(asked, inhibitions)
        for (const { id, facts } of asked)
          expect([id, kept.get(id)]).toEqual([
            id,
            [
              ...silencedBy(silences, facts, now).map(({ silence }) => `silence:${silence}`),
              ...(defined.get(id) ?? []).map(({ inhibition }) => `inhibit:${inhibition}`),
            ],
          ])
      }
    }),
  )
})

test('an alert costs what it changes, not what is open', () => {
  const text = `edition 1
inhibit i { source (label.n == "0") mutes (label.n != "0") by label.s }
rule "A" { when alert.name == "a" then { end ok } }`
  let looked = 0
  // Each look at the labels of an alert that is open is counted.
  const labelsOf = (n: number) => {
    const held = { s: '1', n: String(n) }
    return Object.defineProperty({ s: '1' }, 'n', {
      enumerable: true,
      get: () => {
        looked += 1
        return held.n
      },
    }) as typeof held
  }
  const mutes = new Mutes(compile([parse(text, 'a.rule')], 'v').inhibitions ?? [])
  const alerts = new Map<string, VirtualAlert>()
  const count = 500
  for (let n = 0; n < count; n += 1) {
    const id = `alert_${n + 1}`
    alerts.set(id, alertOf(id, { labels: labelsOf(n), state: 'active' }, n))
    mutes.look([id], (one) => alerts.get(one), n)
  }
  expect(looked).toBeGreaterThan(0)
  expect(looked).toBeLessThanOrEqual(count * 10)
})

test('a world with inhibition tells each mute once', () => {
  const text = `edition 1
inhibit i { source (label.n == "0") mutes (label.n != "0") by label.s }
rule "A" { when alert.name == "a" then { notify @a } }`
  const world = new World(compile([parse(text, 'a.rule')], 'v'), 0)
  const event = (n: number, status: 'active' | 'resolved') => ({
    ...{ source: 's', fingerprint: String(n), status, severity: 'high' as const, started_at: null, ended_at: null },
    ...{ name: 'a', title: 'a', description: '', url: null, tags: [], value: null, metadata: {} },
    labels: { s: '1', n: String(n) },
  })
  for (const n of [1, 0, 2]) world.arrive(event(n, 'active'))
  world.arrive(event(0, 'resolved'))
  const told = world.trace.flatMap((entry) => (entry.kind === 'mute' ? [`${entry.alert} ${entry.by.join()}`] : []))
  expect(told).toEqual(['alert_1 inhibit:i', 'alert_3 inhibit:i', 'alert_1 ', 'alert_3 '])
})
