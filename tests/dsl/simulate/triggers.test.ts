/** What starts rules beside single alerts, by tests in the language itself. */
import { describe, expect, test } from 'vitest'
import { expectStory, storyOf } from './story.ts'

const deploy = (more = '') => `
  rule "Bad deploy" {
    on sequence within 15m by label.service {
      event deploy where alert.name == "Deploy"
      event errors where alert.name ends with "Errors"
      ${more}
    }
    then { notify @a with { title: "{{deploy.label.version}} broke {{label.service}}" } }
  }`

describe('sequence', () => {
  test('in order, of one key, within the time; its events are read by their names', () =>
    expectStory(`${deploy()}
      test "t" {
        given alert { name: "Deploy", labels: { service: "x", version: "2" } }
        after 14m
        given alert { name: "XErrors", labels: { service: "y" } }
        expect not matched "Bad deploy"
        given alert { name: "XErrors", labels: { service: "x" } }
        expect matched "Bad deploy"
        expect deploy.label.version == "2"
        expect alert.name == "XErrors"
      }
      test "too late" {
        given alert { name: "Deploy", labels: { service: "x" } }
        after 16m
        given alert { name: "XErrors", labels: { service: "x" } }
        expect not matched "Bad deploy"
      }
      test "the other way round" {
        given alert { name: "XErrors", labels: { service: "x" } }
        given alert { name: "Deploy", labels: { service: "x" } }
        expect not matched "Bad deploy"
      }`))
  test.each([
    ['within the time', '9m 59s 999ms', false],
    ['when it is over', '10m', true],
    ['after it', '10m 1ms', true],
  ])('what forbids it comes just %s', (_when, after, made) => {
    const [first, ...rest] = after.split(' ')
    const waits = [first, ...rest].map((duration) => `after ${duration}`).join(' ')
    expectStory(`rule "R" {
        on sequence within 10m by label.s { event a where (alert.name == "A") without x where (alert.name == "X") }
        then { notify @a }
      }
      rule "Pair" {
        on sequence within 10m by label.s { event a where (alert.name == "A") event x where (alert.name == "X") }
        then { notify @pair }
      }
      test "t" {
        given alert { name: "A", labels: { s: "1" } }
        ${waits}
        given alert { name: "X", labels: { s: "1" } }
        expect ${made ? '' : 'not '}notify @a
        expect ${made ? 'not ' : ''}notify @pair
        after 1h
        expect ${made ? '' : 'not '}notify @a
      }`)
  })
  test('guarded to the end, it is made only then', () =>
    expectStory(`${deploy('without rollback where alert.name == "Rollback"')}
      test "made" {
        given alert { name: "Deploy", labels: { service: "x" } }
        given alert { name: "XErrors", labels: { service: "x" } }
        after 14m
        expect not matched "Bad deploy"
        after 1m
        expect matched "Bad deploy"
      }
      test "broken" {
        given alert { name: "Deploy", labels: { service: "x" } }
        given alert { name: "XErrors", labels: { service: "x" } }
        after 14m
        given alert { name: "Rollback", labels: { service: "x" } }
        after 1h
        expect not matched "Bad deploy"
      }`))
  test('by its priority it stops lower rules, and its `when` asks windows by its key', () =>
    expectStory(`
      rule "Both" {
        priority 200
        on sequence within 5m by label.s { event a where alert.name == "A" event b where alert.name == "B" }
        when distinct label.pod of (alert.name == "A") >= 2 within 5m
        then { notify @both }
        stop processing
      }
      rule "Each" { then { notify @each with { title: "{{alert.name}}" } } }
      test "stopped" {
        given alert { name: "A", labels: { s: "x", pod: "1" } }
        given alert { name: "A", labels: { s: "x", pod: "2" } }
        expect not matched "Both"
        given alert { name: "B", labels: { s: "x" } }
        expect matched "Both"
      }
      test "one pod" {
        given 2 alerts every 1s { name: "A", labels: { s: "x", pod: "1" } }
        given alert { name: "B", labels: { s: "x" } }
        expect not matched "Both"
      }`))
})

describe('absence', () => {
  const rule = `
    rule "No backup" {
      on absence of (alert.name == "BackupOK") for 26h by label.cluster
      then { notify @storage with { title: "No backup from {{label.cluster}}" } wait for resolve up to 9d }
    }`
  test('after the whole time and not before, for a key that was seen; over when it is seen again', () =>
    expectStory(`${rule}
      test "t" {
        given alert { name: "BackupOK", labels: { cluster: "eu" } }
        after 25h
        expect not matched "No backup"
        after 1h
        expect matched "No backup"
        expect label.cluster == "eu"
        expect running
      }
      test "back" {
        given alert { name: "BackupOK", labels: { cluster: "eu" } }
        after 27h
        given alert { name: "BackupOK", labels: { cluster: "eu" } }
        expect not running
        expect end ok
      }
      test "seen in time, also the same alert again" {
        given alert { name: "BackupOK", labels: { cluster: "eu" }, started_at: 2026-01-05T09:00 }
        after 20h
        given alert { name: "BackupOK", labels: { cluster: "eu" }, started_at: 2026-01-05T09:00 }
        after 20h
        expect not matched "No backup"
      }
      test "a key never seen" {
        given alert { name: "Other", labels: { cluster: "eu" } }
        after 9d
        expect not matched "No backup"
      }`))
  test('without `by` from the beginning on', () =>
    expectStory(`
      rule "Dead" { on absence of (alert.name == "Watchdog") for 10m then { notify @a } }
      test "t" {
        after 9m
        expect not matched "Dead"
        after 1m
        expect matched "Dead"
      }`))
})

describe('the clock, a webhook, a hand', () => {
  test('every and cron', () =>
    expectStory(`
      rule "Each hour" { on every 1h then { notify @hourly } }
      rule "Monday" { on cron "0 9 * * mon" in "Europe/London" then { notify @weekly } }
      test "t" {
        at 2026-07-05T22:00 in "Europe/London"
        after 59m
        expect not notify @hourly
        after 1m
        expect notify @hourly
        after 9h
        after 59m
        expect not notify @weekly
        after 1m
        expect notify @weekly
      }`))
  test('a webhook gives its body, a hand nothing', () =>
    expectStory(`
      rule "Drain" { disabled on webhook "drain" then { set host = request.body.host notify @a with { title: "{{request.body.host}}" } } }
      rule "Hand" { on manual then { notify @b } }
      test "t" {
        given webhook "drain" { host: "w7" }
        expect matched "Drain"
        expect host == "w7"
        expect not matched "Hand"
      }
      test "by hand" {
        given manual "Hand"
        expect notify @b
        expect not notify @a
      }`))
  test('`when` is asked of what the request says, and of the clock', () =>
    expectStory(`
      rule "Drain" { on webhook "host" when request.body.action == "drain" then { notify @a } }
      rule "Weekday" { on every 1d when not during (sat..sun 00:00..24:00 in "UTC") then { notify @b } }
      rule "Production" { meta { env: "staging" } on manual when meta.env == "prod" then { notify @c } }
      test "t" {
        given webhook "host" { action: "reboot" }
        expect not matched "Drain"
        given webhook "host" { action: "drain" }
        expect matched "Drain"
        given manual "Production"
        expect not matched "Production"
      }
      test "on Saturday nobody is told" {
        at 2026-03-06T09:00 in "UTC"
        after 1d
        expect not notify @b
        after 2d
        expect notify @b
      }`))
  test('a `when` that does not hold is told as that', () =>
    expect(
      storyOf(`rule "Drain" { on webhook "host" when has request.body.host then { notify @a } }
        test "t" { given webhook "host" { } expect matched "Drain" }`).join(),
    ).toContain('its condition does not hold'))
})

describe('what holds a start back that no alert made is told', () => {
  const drain = (item: string) => `
    window office in "UTC" { mon..fri 09:00..18:00 }
    rule "Drain" { on webhook "drain" ${item} then { notify @ops sleep 30m } }
    test "t" {`
  const request = 'given webhook "drain" { host: "w7" }'
  test.each<[item: string, items: string, told: readonly string[]]>([
    ['throttle 1 per 1h', `${request} after 1m ${request} expect throttled`, []],
    ['dedup by request.body.host for 1h', `${request} after 1m ${request} expect deduped since 1m`, []],
    ['suppress when request.body.host == "w7"', `${request} expect suppressed expect not matched "Drain"`, []],
    ['when during office', `at 2026-03-01T10:00 in "UTC" ${request} expect not matched "Drain"`, []],
    ['when during office', `at 2026-03-02T10:00 in "UTC" ${request} expect matched "Drain"`, []],
    [
      'throttle 1 per 1h',
      `${request} after 1m ${request} expect notify @ops since 1m`,
      ['rule "Drain" starts by webhook', 'rule "Drain" is throttled: 1 opened, until Mon 2026-01-05 10:00:00 +1h'],
    ],
    [
      'dedup by request.body.host for 1h',
      `${request} after 1m ${request} expect notify @ops since 1m`,
      ['rule "Drain" is given to its last incident (dedup), until Mon 2026-01-05 10:00:00 +1h'],
    ],
    [
      'suppress when request.body.host == "w7"',
      `${request} expect notify @ops`,
      ['rule "Drain" is suppressed', '✓ request.body.host == "w7"   (request.body.host is "w7")'],
    ],
    [
      'suppress while rule "Fire" open',
      `given incident of "Fire" ${request} expect matched "Drain"`,
      ['"Drain" is suppressed while rule "Fire" is open'],
    ],
    [
      'when during office',
      `at 2026-03-01T10:00 in "UTC" ${request} expect matched "Drain"`,
      ['"Drain" is not taken: its condition does not hold', '✗ during office'],
    ],
    [
      'group by request.body.host within 1h',
      `${request} ${request} expect matched "Drain" 2 times`,
      ['rule "Drain" joins its open incident, whose run goes on'],
    ],
  ])('%s: %s', (item, items, told) => {
    const lines = storyOf(`${drain(item)} ${items} }`)
    if (told.length === 0) expect(lines).toEqual([])
    for (const line of told)
      expect(
        lines.some((one) => one.includes(line)),
        lines.join('\n'),
      ).toBe(true)
  })
  test('also an absence', () => {
    const lines = storyOf(`
      rule "Quiet" { on absence of (alert.name == "Beat") for 1h suppress when alert.name != "" then { notify @ops } }
      test "t" { after 2h expect matched "Quiet" }`)
    expect(
      lines.some((line) => line.includes('rule "Quiet" is suppressed')),
      lines.join('\n'),
    ).toBe(true)
  })
})
