/** A virtual world behaves as the pipeline and the worker do; the same stories are told there with real parts. */
import { describe, expect, test } from 'vitest'
import type { Value } from '../../../dsl/model/value.ts'
import { readGiven } from '../../../dsl/simulate/given.ts'
import { timeline } from '../../../dsl/simulate/timeline.ts'
import { World, type WorldOptions } from '../../../dsl/simulate/world.ts'
import { ruleSet } from '../compile/made.ts'

const start = Date.UTC(2026, 2, 2, 3, 10)
const minute = 60_000

function worldOf(text: string, options: WorldOptions = {}) {
  const world = new World(ruleSet({ 'a.rule': text }), start, options)
  return {
    world,
    fire: (alert: Readonly<Record<string, Value>> = {}) =>
      world.arrive(readGiven({ severity: 'high', ...alert }, 'active', world.clock.now).event),
    resolve: (alert: Readonly<Record<string, Value>> = {}) =>
      world.arrive(readGiven(alert, 'resolved', world.clock.now).event),
    pass: (ms: number) => world.advanceTo(world.clock.now + ms),
    /** What happened, as minutes and words. */
    lines: () =>
      world.trace.flatMap((entry) =>
        timeline([entry], { start: entry.at, zone: 'UTC' }).map(
          (line) => `${(entry.at - start) / minute} ${line.slice(32)}`,
        ),
      ),
    first: () => {
      const [incident] = world.incidents.all
      if (!incident) throw new Error('no incident opened')
      return incident
    },
  }
}
const page = 'then { notify @kim wait for ack up to 15m on timeout { escalate @kim } wait for resolve up to 1h }'

describe('alerts', () => {
  test('of one identity are one, others are not; a new one after the end', () => {
    const { world, fire, resolve } = worldOf('rule "r" { then { wait for resolve up to 1d } }')
    fire({ labels: { a: '1' } })
    fire({ labels: { a: '1' } })
    fire({ labels: { a: '2' } })
    expect(world.alerts.open().map(({ id, count }) => [id, count])).toEqual([
      ['alert_1', 2],
      ['alert_2', 1],
    ])
    resolve({ labels: { a: '1' } })
    fire({ labels: { a: '1' } })
    expect(world.alerts.open().map(({ id }) => id)).toEqual(['alert_2', 'alert_3'])
    // A rule takes an episode once (D3).
    expect(world.incidents.all).toHaveLength(3)
  })
  test('that were never open end nothing', () => {
    const { resolve, lines } = worldOf(`rule "r" { ${page} }`)
    resolve()
    expect(lines()).toEqual(['0 alert ignored: test (warning)'])
  })
})

describe('a run', () => {
  test('pages, waits, escalates, and ends with the last wait', () => {
    const { world, fire, lines } = worldOf(`rule "r" { ${page} }`)
    fire({ name: 'Down' })
    world.clock.drain()
    expect(lines()).toEqual([
      '0 alert opened: Down (high)',
      '0 rule "r" takes it',
      '0 incident of "r" opened',
      '0 notify @kim: [HIGH] Down',
      '0 Wait for ack up to 15m, until Mon 2026-03-02 03:25:00 +15m',
      '15 Wait for ack up to 15m: timed out',
      '15 escalate @kim level 1: [HIGH] Down',
      '15 Wait for resolve up to 1h, until Mon 2026-03-02 04:25:00 +1h',
      '75 Wait for resolve up to 1h: timed out',
      '75 run of "r" ended: succeeded',
    ])
  })
  test('hears an acknowledgement, and the end; who was told hears of it', () => {
    const { world, fire, resolve, pass, first, lines } = worldOf(`rule "r" { ${page} }`)
    fire()
    pass(5 * minute)
    world.acknowledge(first(), '@kim')
    pass(30 * minute)
    resolve()
    expect(lines().slice(5)).toEqual([
      '5 alert acknowledged by @kim: test (high)',
      '5 incident of "r" acknowledged by @kim',
      '5 Wait for ack up to 15m: acked by @kim',
      '5 Wait for resolve up to 1h, until Mon 2026-03-02 04:15:00 +1h',
      '35 alert resolved: test (high)',
      '35 incident of "r" resolved',
      '35 tell that it is over: @kim: [RESOLVED] test',
      '35 Wait for resolve up to 1h: resolved',
      '35 run of "r" ended: succeeded',
    ])
  })
  test('that said resolve: false tells nobody of the end', () => {
    const { fire, resolve, lines } = worldOf(
      'rule "r" { then { notify @kim with { resolve: false } wait for resolve up to 1h } }',
    )
    fire()
    resolve()
    expect(lines().filter((line) => line.includes('over'))).toEqual([])
  })
  test('of a resolved incident pages nobody (D5)', () => {
    const { fire, resolve, pass, lines } = worldOf('rule "r" { then { sleep 5m notify @kim escalate @kim } }')
    fire()
    resolve()
    pass(5 * minute)
    expect(lines().filter((line) => line.startsWith('5 '))).toEqual([
      '5 Sleep 5m',
      '5 Notify @kim skipped: resolved',
      '5 Escalate to @kim skipped: resolved',
      '5 run of "r" ended: succeeded',
    ])
  })
  test('verifies by what happens to its alerts (D10)', () => {
    const text = `rule "r" { then {
      run restart_service with { service_name: label.unit } as done verify (alert.status == "resolved") within 3m
        on error { notify @kim with { title: "{{error.code}}" } }
    } }`
    const well = worldOf(text)
    well.fire({ labels: { unit: 'nginx' } })
    well.pass(minute)
    well.resolve({ labels: { unit: 'nginx' } })
    expect(well.lines().slice(-2)).toEqual(['1 Run restart_service: verified', '1 run of "r" ended: succeeded'])
    const ill = worldOf(text)
    ill.fire({ labels: { unit: 'nginx' } })
    ill.pass(3 * minute)
    expect(ill.lines()).toContain('3 notify @kim: verify-failed')
  })
  test('that is told something while it ends hears it before its incident closes (D2)', () => {
    let finishes = 0
    const { world, fire, first } = worldOf('rule "r" { then { end ok } }', {
      onEffect: (_run, effect) => {
        if (effect.kind === 'finish' && ++finishes === 1) world.incidents.acknowledgeAll(first(), '@kim')
      },
    })
    fire()
    world.clock.drain()
    expect(finishes).toBe(2)
    expect(world.runs[0]?.state.incident.acknowledged_by).toBe('@kim')
    expect(world.runs[0]?.ended).toBe(true)
  })
  test('gets what a mock says of a repair', () => {
    const { fire, lines } = worldOf('rule "r" { then { run restart_service with { unit: "x" } } }', {
      mocks: { restart_service: { ok: false, exit_code: 1, error: 'no such unit' } },
    })
    fire()
    expect(lines().slice(3)).toEqual([
      '0 run restart_service { unit: "x" }: failed, no such unit',
      '0 Run restart_service failed: run-failed: no such unit',
      '0 run of "r" ended: failed, no such unit',
    ])
  })
})

describe('incidents', () => {
  test('take alerts of their group until the time is over; those who were told hear of each (D85, D86)', () => {
    const { world, fire, pass, lines } = worldOf(`rule "r" { group by label.s within 10m ${page} }`)
    fire({ labels: { s: 'cart', pod: 'a' } })
    pass(9 * minute)
    fire({ labels: { s: 'cart', pod: 'b' } })
    fire({ labels: { s: 'shop', pod: 'b' } })
    pass(minute)
    fire({ labels: { s: 'cart', pod: 'c' } })
    expect(world.incidents.all.map(({ alertIds }) => alertIds)).toEqual([
      ['alert_1', 'alert_2'],
      ['alert_3'],
      ['alert_4'],
    ])
    expect(lines()).toContain('9 update to @kim: [HIGH] test')
  })
  test('gather first; resolved meanwhile, nobody is told', () => {
    const { fire, resolve, pass, lines } = worldOf('rule "r" { group by label.s wait 30s then { notify @kim } }')
    fire()
    resolve()
    pass(minute)
    expect(lines().at(-1)).toBe('0.5 run of "r" ended: succeeded, resolved before notice')
  })
  test('rise with their alerts: the acknowledgement falls and the ladder hears (D25)', () => {
    const { world, fire, pass, first, lines } = worldOf(`rule "r" { ${page} }`)
    fire({ severity: 'warning' })
    world.acknowledge(first(), '@kim')
    pass(minute)
    fire({ severity: 'critical' })
    expect(first().acknowledged).toBe(false)
    expect(lines().filter((line) => line.startsWith('1 '))).toEqual([
      '1 alert fired again: test (critical, 2 times)',
      '1 rule "r" took it before',
      '1 acknowledgement of "r" taken back: Severity rose above warning, the severity at the acknowledgement',
      '1 severity of "r" raised to critical',
      '1 update to @kim: [CRITICAL] test',
    ])
  })
  test('rise with an alert that joins: both are told as one', () => {
    const { world, fire, pass, first, lines } = worldOf(`rule "r" { group by label.s ${page} }`)
    fire({ severity: 'warning', labels: { pod: 'a' } })
    world.acknowledge(first(), '@kim')
    pass(minute)
    fire({ name: 'Worse', severity: 'critical', labels: { pod: 'b' } })
    expect(first()).toMatchObject({ severity: 'critical', acknowledged: false })
    expect(lines().filter((line) => line.startsWith('1 '))).toEqual([
      '1 alert opened: Worse (critical)',
      '1 rule "r" takes it',
      '1 alert joined the incident of "r"',
      '1 acknowledgement of "r" taken back: Severity rose above warning, the severity at the acknowledgement',
      '1 severity of "r" raised to critical',
      '1 update to @kim: [CRITICAL] Worse',
    ])
  })
  test('of one alert are acknowledged together (D4)', () => {
    const { world, fire, first } = worldOf(`rule "a" { ${page} } rule "b" { ${page} }`)
    fire()
    world.acknowledge(first(), '@kim')
    expect(world.incidents.all.map(({ acknowledged }) => acknowledged)).toEqual([true, true])
  })
  test('that are closed take no more; the next opens one', () => {
    const { world, fire, pass } = worldOf('rule "r" { group by label.s then { end ok } }')
    fire({ labels: { pod: 'a' } })
    pass(minute)
    fire({ labels: { pod: 'b' } })
    expect(world.incidents.all.map(({ alertIds }) => alertIds)).toEqual([['alert_1'], ['alert_2']])
  })
})

describe('people', () => {
  const schedule = `schedule shop in "UTC" {
    level 1 always { @amy }
    level 2 during (mon..fri 09:00..18:00 in "UTC") { @bo }
    level 3 always { @chen, @dee }
  }`
  test('are those on call; a level without anybody passes to the next (D116)', () => {
    const { fire, lines } = worldOf(`${schedule} rule "r" { then { notify @shop escalate @shop } }`)
    fire()
    expect(lines().slice(3, 5)).toEqual([
      '0 notify @shop = @amy: [HIGH] test',
      '0 escalate @shop level 3 = @chen, @dee: [HIGH] test',
    ])
  })
  test('@oncall is @admin until a file says otherwise (D17)', () => {
    const { fire, lines } = worldOf('rule "r" { then { notify @oncall, "#room" via slack } }')
    fire()
    expect(lines()).toContain('0 notify @oncall, #room = @admin, #room via slack: [HIGH] test')
  })
})
