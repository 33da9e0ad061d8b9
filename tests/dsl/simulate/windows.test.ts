/** Windows, dedup, throttle, silences and inhibition in a virtual world, by tests in the language itself. */
import { describe, expect, test } from 'vitest'
import { readGiven } from '../../../dsl/simulate/given.ts'
import { simulate } from '../../../dsl/simulate/simulate.ts'
import { World } from '../../../dsl/simulate/world.ts'
import { ruleSet } from '../compile/made.ts'
import { expectStory } from './story.ts'

const counted = `
  rule "Many" {
    when alert.name == "Err" and count >= 3 within 10m by label.service
    group by label.service
    then { notify @a wait for ack up to 1d }
  }`

describe('count', () => {
  test('three occurrences of the same alert, and those before join the incident (D79, D83)', () =>
    expectStory(`${counted}
      test "t" {
        given 2 alerts every 1m { name: "Err", labels: { service: "x" } }
        expect not matched "Many"
        given alert { name: "Err", labels: { service: "x", pod: "other" } }
        expect matched "Many"
        expect incident.count == 2
      }`))
  test('not when they are too far apart, nor of another key, nor what the rest of `when` leaves out', () =>
    expectStory(`${counted}
      test "t" {
        given 3 alerts every 5m { name: "Err", labels: { service: "x" } }
        given alert { name: "Err", labels: { service: "y" } }
        given 5 alerts every 10s { name: "Other", labels: { service: "x" } }
        expect not matched "Many"
      }`))
  test('with `of` counts others than those that match', () =>
    expectStory(`
      rule "Backlog" {
        when alert.name == "Slow" and count of (alert.name == "Timeout") > 1 within 5m
        then { notify @a }
      }
      test "t" {
        given alert { name: "Slow" }
        given 2 alerts every 1s { name: "Timeout" }
        expect not matched "Backlog"
        given alert { name: "Slow" }
        expect matched "Backlog"
      }`))
  test('in a verify it is asked again as time goes by (D84, D10)', () =>
    expectStory(`
      rule "Fix" {
        when alert.name == "Bad"
        then {
          run fix verify (count of (alert.name == "Err") < 1 within 5m) within 10m
            on error { notify @failed }
          notify @fixed
        }
      }
      test "they stop" {
        mock run fix returns { ok: true }
        given alert { name: "Err" }
        given alert { name: "Bad" }
        after 4m
        expect not notify @fixed
        after 1m
        expect notify @fixed
        expect not notify @failed
      }
      test "they go on" {
        mock run fix returns { ok: true }
        given alert { name: "Err" }
        given alert { name: "Bad" }
        given 3 alerts every 4m { name: "Err" }
        after 3m
        expect notify @failed
      }`))
})

test('distinct counts values, each once', () =>
  expectStory(`
    rule "Spread" { when distinct label.pod of (alert.severity >= high) >= 2 within 5m by label.app then { notify @a } }
    test "t" {
      given 3 alerts every 10s { severity: "high", labels: { app: "x", pod: "1" } }
      given alert { severity: "info", labels: { app: "x", pod: "2" } }
      given alert { severity: "high", labels: { app: "x" } }
      expect not matched "Spread"
      given alert { severity: "high", labels: { app: "x", pod: "3" } }
      expect matched "Spread"
    }`))

describe('dedup', () => {
  test('gives further alerts to the last incident, also when it is closed', () =>
    expectStory(`
      rule "Once" { dedup by label.host for 1h then { notify @a } }
      test "t" {
        given alert { name: "A", labels: { host: "h" } }
        after 59m
        given alert { name: "B", labels: { host: "h" } }
        expect deduped
        expect incident.count == 2
      }
      test "after the time, and of another key, another opens" {
        given alert { name: "A", labels: { host: "h" } }
        given alert { name: "B", labels: { host: "i" } }
        after 1h
        given alert { name: "C", labels: { host: "h" } }
        expect not deduped
        expect incident.count == 1
      }`))
})

describe('the end of an incident that took a deduped alert is told once', () => {
  const rule = (steps: string) => `rule "Once" { dedup by label.host for 1h then { notify @a ${steps} } }`
  /** Each minute what begins (`+A`) and what is over. */
  const endsOf = (text: string, ...happenings: string[]): readonly string[] => {
    const world = new World(ruleSet({ 'a.rule': text }), 0)
    for (const [minute, happening] of happenings.entries()) {
      world.advanceTo(minute * 60_000)
      for (const [what, name] of happening
        .split(' ')
        .filter(Boolean)
        .map((word) => word.split(''))) {
        const status = what === '+' ? 'active' : 'resolved'
        world.arrive(readGiven({ name: name ?? '', labels: { host: 'h' } }, status, world.clock.now).event)
      }
    }
    return world.trace.flatMap((entry) =>
      entry.kind === 'message' && (entry.what === 'resolve' || entry.what === 'update')
        ? [`${entry.at / 60_000} ${entry.what}`]
        : [],
    )
  }
  test('closed and over before: nobody hears of the second alert, nor of its end', () =>
    expect(endsOf(rule(''), '+A -A', '+B', '-B')).toEqual(['0 resolve']))
  test('closed, but not over: it is over with the last of them, once', () =>
    expect(endsOf(rule(''), '+A', '+B', '-A', '-B', '+C', '-C')).toEqual(['3 resolve']))
  test('over, but its run still there: those who hear that another joined hear of its end', () =>
    expect(endsOf(rule('sleep 1h'), '+A -A', '+B', '-B')).toEqual(['0 resolve', '1 update', '2 resolve']))
  test('also where the run has ended meanwhile', () =>
    expect(endsOf(rule('sleep 90s'), '+A -A', '+B', '', '-B', '+C', '-C')).toEqual([
      '0 resolve',
      '1 update',
      '3 resolve',
    ]))
})

describe('throttle', () => {
  test('opens so many, tells of the rest in one message', () =>
    expectStory(
      `
      rule "Few" { throttle 2 per 1h by label.host then { notify @a with { title: "{{alert.name}}" } } }
      test "t" {
        given alert { name: "A", labels: { host: "h" } }
        given alert { name: "B", labels: { host: "h" } }
        expect not throttled
        given alert { name: "C", labels: { host: "h" } }
        expect throttled
        expect not matched "Few" 
      }`.replace('expect not matched "Few" ', ''),
    ))
})

describe('suppress while', () => {
  const rules = `
    rule "DC down" { priority 300 when alert.name == "DC" then { notify @dc } }
    rule "Host down" { when alert.name == "Host" suppress while rule "DC down" open by label.dc then { notify @host } }`
  test('an incident of the other rule is open with the same value', () =>
    expectStory(`${rules}
      test "t" {
        given alert { name: "DC", labels: { dc: "eu" } }
        given alert { name: "Host", labels: { dc: "us" } }
        expect not suppressed
        given alert { name: "Host", labels: { dc: "eu" } }
        expect suppressed
      }
      test "no more when it is over" {
        given alert { name: "DC", labels: { dc: "eu" } }
        resolve alert
        given alert { name: "Host", labels: { dc: "eu" } }
        expect not suppressed
      }
      test "as given" {
        given incident of "DC down"
        given alert { name: "Host", labels: { dc: "eu" } }
        expect suppressed
      }`))
})

describe('mutes (D22, D23)', () => {
  const rule = `rule "Any" { when count >= 1 within 1h then { notify @a wait for ack up to 2h on timeout { notify @b } } }`
  test('a silenced alert starts nothing, and is asked about when the silence ends', () =>
    expectStory(`${rule}
      test "t" {
        given silence (label.env == "dev") for 1h
        given alert { labels: { env: "dev" } }
        expect muted
        expect not inhibited
        after 59m
        expect not matched "Any"
        after 1m
        expect matched "Any"
      }
      test "others" {
        given silence (label.env == "dev") for 1h
        given alert { labels: { env: "prod" } }
        expect not muted
        expect matched "Any"
      }
      test "one that resolved meanwhile starts nothing" {
        given silence (label.env == "dev") for 1h
        given alert { labels: { env: "dev" } }
        resolve alert
        after 2h
        expect not matched "Any"
      }
      test "what runs already tells nobody" {
        given alert { labels: { env: "dev" } }
        given silence (label.env == "dev") for 3h
        after 2h
        expect not notify @b
      }`))
  test('the last page that was left out is sent when the mute ends, unless somebody has acknowledged', () => {
    const ladder = `rule "Any" {
      then {
        wait for ack up to 10m on timeout { notify @a }
        wait for ack up to 10m on timeout { notify @b }
        wait for ack up to 1d
      }
    }`
    expectStory(`${ladder}
      test "sent" {
        given alert { labels: { env: "dev" } }
        given silence (label.env == "dev") for 30m
        after 29m
        expect not notify @b
        after 1m
        expect notify @b
        expect not notify @a
      }
      test "acknowledged" {
        given alert { labels: { env: "dev" } }
        given silence (label.env == "dev") for 30m
        after 25m
        ack by @kim
        after 1h
        expect not notify @b
      }
      test "over" {
        given alert { labels: { env: "dev" } }
        given silence (label.env == "dev") for 30m
        after 25m
        resolve alert
        after 1h
        expect not notify @b
      }`)
  })
  const twice = `rule "Twice" { when count >= 2 within 2h then { notify @a } }`
  test('an occurrence counts once, however often it is muted in between (D79)', () =>
    expectStory(`${twice}
      test "counted, then muted twice" {
        given alert { labels: { env: "dev" } }
        given silence (label.env == "dev") for 10m
        after 20m
        given silence (label.env == "dev") for 10m
        after 20m
        expect not matched "Twice"
        given alert { labels: { env: "dev", pod: "b" } }
        expect matched "Twice"
      }
      test "muted when it came, and again" {
        given silence (label.env == "dev") for 10m
        given alert { labels: { env: "dev" } }
        after 20m
        given silence (label.env == "dev") for 10m
        after 20m
        expect not matched "Twice"
        given alert { labels: { env: "dev", pod: "b" } }
        expect matched "Twice"
      }
      test "told of again while it was muted" {
        given silence (label.env == "dev") for 10m
        given 3 alerts every 1m { labels: { env: "dev" } }
        after 20m
        expect not matched "Twice"
      }
      test "counted, and another occurrence while it was muted" {
        given alert { labels: { env: "dev" } }
        after 1m
        given silence (label.env == "dev") for 10m
        given alert { labels: { env: "dev" } }
        expect not matched "Twice"
        after 20m
        expect matched "Twice"
      }
      test "freed by its own next event" {
        given silence (label.env == "dev") for 1d
        given alert { fingerprint: "x", started_at: 2026-01-05T09:00, labels: { env: "dev" } }
        given alert { fingerprint: "x", started_at: 2026-01-05T09:00, labels: { env: "prod" } }
        given alert { labels: { env: "prod", pod: "b" } }
        expect matched "Twice"
      }`))
  test('a sequence is not begun again by the end of a mute', () =>
    expectStory(`
      rule "Seq" {
        on sequence within 1h by label.s {
          event down where (alert.name == "Down")
          event up where (alert.name == "Up")
        }
        then { notify @a with { title: "{{down.name}}" } }
      }
      test "t" {
        given alert { name: "Down", labels: { s: "x" } }
        given silence (alert.name == "Down") for 59m
        after 90m
        given alert { name: "Up", labels: { s: "x" } }
        expect not matched "Seq"
      }`))
  test.each([
    [
      'an inhibition',
      'inhibit dc { source (alert.name == "DC") mutes (alert.name == "Host" and alert.status == "active") by label.dc }',
      '',
    ],
    [
      'an inhibition with `not`',
      'inhibit dc { source (alert.name == "DC") mutes (alert.name == "Host" and not alert.status == "suppressed") }',
      '',
    ],
    ['a silence', '', 'given silence (alert.name == "Host" and alert.status == "active") for 1d'],
  ])('%s that asks for the status does not ask about its own mute', (_what, inhibition, silence) =>
    expectStory(`rule "Host" { when alert.name == "Host" then { notify @a } }
      ${inhibition}
      test "t" {
        ${silence}
        given alert { name: "DC", labels: { dc: "eu" } }
        given alert { name: "Host", labels: { dc: "eu" } }
        expect muted
        given alert { name: "Other" }
        given alert { name: "Host", labels: { dc: "eu" } }
        expect alert.status == "suppressed"
        given alert { name: "Other" }
        given alert { name: "Another" }
        expect not matched "Host"
        expect not notify @a
      }`),
  )
  test("what has stayed away unseen is its own rule's when the mute ends", () =>
    expectStory(`
      rule "Gone" { on absence of (alert.name == "Beat") for 10m by label.s then { notify @gone } }
      rule "Any" { when alert.source == "tocsin" then { notify @any } }
      test "t" {
        given alert { name: "Beat", labels: { s: "x" } }
        given silence (alert.source == "tocsin") for 1h
        after 30m
        expect not notify @gone
        after 30m
        expect notify @gone
        expect not notify @any
        given silence (alert.source == "tocsin") for 1h
        after 1h
        expect not notify @any
      }`))
  test('an inhibited one too, as long as its source is open', () =>
    expectStory(`rule "Host" { when alert.name == "Host" then { notify @a } }
      inhibit dc { source (alert.name == "DC") mutes (alert.name == "Host") by label.dc }
      test "t" {
        given alert { name: "DC", labels: { dc: "eu" } }
        given alert { name: "Host", labels: { dc: "eu" } }
        expect inhibited
        expect alert.status == "suppressed"
        expect not matched "Host"
        given resolve { name: "DC", labels: { dc: "eu" } }
        expect matched "Host"
      }
      test "of another key" {
        given alert { name: "DC", labels: { dc: "eu" } }
        given alert { name: "Host", labels: { dc: "us" } }
        expect not inhibited
      }`))
})

describe('updates of a group (D86)', () => {
  const rule = (options: string, steps = 'notify @a') => `rule "G" { group by label.s ${options} then { ${steps} } }`
  /** At which minutes `@a` was told how, of 60. */
  const told = (text: string, happen: (minute: number, world: World) => void = () => {}) => {
    const world = new World(ruleSet({ 'a.rule': text }), 0)
    for (let minute = 0; minute <= 60; minute++) {
      world.advanceTo(minute * 60_000)
      if (minute === 0) world.arrive(readGiven({ labels: { s: 'x' } }, 'active', 0).event)
      happen(minute, world)
    }
    return world.trace.flatMap((entry) => (entry.kind === 'message' ? [`${entry.at / 60_000} ${entry.what}`] : []))
  }
  const join =
    (...minutes: number[]) =>
    (minute: number, world: World) => {
      if (!minutes.includes(minute)) return
      const labels = { s: 'x', n: String(minute) }
      world.arrive(readGiven({ labels }, 'active', minute * 60_000).event)
    }
  const waits = 'notify @a wait for resolve up to 1d'

  test('alerts that join are told at most so often', () => {
    expect(told(rule('', waits), join(1, 2, 3))).toEqual(['0 notify', '1 update', '6 update'])
    expect(told(rule('every 20m', waits), join(1, 2, 3))).toEqual(['0 notify', '1 update', '21 update'])
  })
  test('nothing is told again where the rule does not say so', () => expect(told(rule(''))).toEqual(['0 notify']))
  test('told again while nobody acknowledges, also when the steps are done', () =>
    expect(told(rule('repeat 20m'))).toEqual(['0 notify', '20 update', '40 update', '60 update']))
  test('counted from the last message, whatever it told', () =>
    expect(told(rule('repeat 20m'), join(5))).toEqual(['0 notify', '5 update', '25 update', '45 update']))
  test('until somebody acknowledges; the run ends then', () => {
    const ended: boolean[] = []
    const acknowledge = (minute: number, world: World) => {
      if (minute === 30) world.acknowledge(world.incidents.get('incident_1'), '@kim')
      if (minute === 29 || minute === 31) ended.push(world.runs[0]?.ended ?? false)
    }
    expect(told(rule('repeat 20m'), acknowledge)).toEqual(['0 notify', '20 update'])
    expect(ended).toEqual([false, true])
  })
  test('or it is over', () =>
    expect(
      told(rule('repeat 20m'), (minute, world) => {
        if (minute === 30) world.arrive(readGiven({ labels: { s: 'x' } }, 'resolved', 0).event)
      }),
    ).toEqual(['0 notify', '20 update', '30 resolve']))
  test('not after an `end`, nor when nobody was told', () => {
    expect(told(rule('repeat 20m', 'notify @a end ok'))).toEqual(['0 notify'])
    expect(told(rule('repeat 20m', 'set x = 1'))).toEqual([])
  })
  test('a simulation ends all the same', () => {
    const rules = ruleSet({ 'a.rule': rule('repeat 20m', 'notify @a sleep 1h notify @b') })
    const { trace } = simulate(rules, readGiven({ labels: { s: 'x' } }, 'active', 0).event, 0)
    const times = trace.flatMap((entry) => (entry.kind === 'message' ? [entry.at / 60_000] : []))
    // What is told at 60 tells that it is open, so the next would be at 80.
    expect(times).toEqual([0, 20, 40, 60])
  })
})
