import { describe, expect, test } from 'vitest'
import { levelReached, onCall, type ScheduleSpec } from '../../../dsl/model/schedule.ts'
import { ruleSet } from '../compile/made.ts'

const text = `
window office in "Asia/Shanghai" { mon..fri 09:00..18:00 }
schedule payments in "Europe/London" {
  level 1 rotate 1w from 2026-01-05T09:00 { @amy, @bo, @chen }
  level 2 during office { @kim, @lee } after 15m
  level 3 always { @vp_eng } after 30m
}
schedule nights in "America/New_York" {
  level 1 rotate 1d from 2026-03-06T02:30 { @a, @b }
}`
const schedules = ruleSet({ 'a.rule': text }).schedules
const get = (name: string): ScheduleSpec => {
  const found = schedules[name]
  if (!found) throw new Error(`no schedule ${name}`)
  return found
}

describe('who is on call', () => {
  test.each<[name: string, level: number, at: string, people: string[]]>([
    ['payments', 1, '2026-01-05T08:59:59', []],
    ['payments', 1, '2026-01-05T09:00:00', ['amy']],
    ['payments', 1, '2026-01-12T08:59:59', ['amy']],
    ['payments', 1, '2026-01-12T09:00:00', ['bo']],
    ['payments', 1, '2026-01-26T09:00:00', ['amy']],
    // 2026-03-30 is the 12th Monday after; London is at UTC+1 since the day before, so the turn begins at 08:00 UTC.
    ['payments', 1, '2026-03-30T07:59:59', ['chen']],
    ['payments', 1, '2026-03-30T08:00:00', ['amy']],
    ['payments', 2, '2026-03-02T01:00:00', ['kim', 'lee']],
    ['payments', 2, '2026-03-02T10:00:00', []],
    ['payments', 3, '2020-01-01T00:00:00', ['vp_eng']],
    ['payments', 4, '2026-03-02T01:00:00', []],
    // New York skips 02:30 on 2026-03-08: that turn begins at 03:00 EDT, which is 07:00 UTC.
    ['nights', 1, '2026-03-08T06:59:59', ['b']],
    ['nights', 1, '2026-03-08T07:00:00', ['a']],
    ['nights', 1, '2026-03-09T06:29:59', ['a']],
    ['nights', 1, '2026-03-09T06:30:00', ['b']],
  ])('%s level %i at %s: %j', (name, level, at, people) => {
    expect(onCall(get(name), level, Date.parse(`${at}Z`))).toEqual(people)
  })
})

describe('the level a ladder has reached (D116)', () => {
  const minute = 60_000
  test.each<[highest: number, sincePageMin: number | null, level: number]>([
    [0, null, 1],
    [1, 1, 2],
    [1, 15, 2],
    [1, 30, 3],
    [2, 20, 3],
    [3, 60, 3],
  ])('after level %i, %s minutes since the first page: level %i', (highest, since, level) => {
    expect(levelReached(get('payments'), highest, since === null ? null : 0, (since ?? 0) * minute)).toBe(level)
  })
})
