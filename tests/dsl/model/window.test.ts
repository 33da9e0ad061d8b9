import { describe, expect, test } from 'vitest'
import { compile } from '../../../dsl/compile/index.ts'
import type { WindowSpec } from '../../../dsl/model/expression.ts'
import { isDuring, nextChange } from '../../../dsl/model/window.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

function window(lines: string, zone: string): WindowSpec {
  const found = compile([parse(`edition 1\nwindow w in "${zone}" {\n${lines}\n}`, 'a.rule')], 'v').windows.w
  if (!found) throw new Error('no window')
  return found
}
const utc = (text: string): number => Date.parse(`${text}Z`)

describe('in ordinary weeks', () => {
  // 2026-03-02 is a Monday.
  test.each<[lines: string, at: string, inside: boolean]>([
    ['mon..fri 09:00..18:00', '2026-03-02T08:59:59.999', false],
    ['mon..fri 09:00..18:00', '2026-03-02T09:00', true],
    ['mon..fri 09:00..18:00', '2026-03-02T17:59:59.999', true],
    ['mon..fri 09:00..18:00', '2026-03-02T18:00', false],
    ['mon..fri 09:00..18:00', '2026-03-07T10:00', false],
    ['mon 22:00..06:00', '2026-03-02T23:00', true],
    ['mon 22:00..06:00', '2026-03-03T05:59', true],
    ['mon 22:00..06:00', '2026-03-03T06:00', false],
    ['mon 22:00..06:00', '2026-03-02T05:00', false],
    ['sat,sun all day', '2026-03-08T23:59:59', true],
    ['sat,sun all day', '2026-03-09T00:00', false],
    ['every day 18:00..24:00', '2026-03-02T23:59:59', true],
    ['every day 18:00..24:00', '2026-03-03T00:00', false],
    ['fri..mon 10:00..11:00', '2026-03-01T10:30', true],
    ['fri..mon 10:00..11:00', '2026-03-03T10:30', false],
    ['mon 22:00..06:00\nexcept 2026-03-02', '2026-03-02T23:00', false],
    ['mon 22:00..06:00\nexcept 2026-03-02', '2026-03-03T01:00', false],
    ['mon 22:00..06:00\nexcept 2026-03-03', '2026-03-03T01:00', true],
  ])('%s at %s: %s', (lines, at, inside) => {
    expect(isDuring(window(lines, 'UTC'), utc(at))).toBe(inside)
  })
})

describe('where clocks change', () => {
  test.each<[zone: string, lines: string, at: string, inside: boolean]>([
    // London 2026-03-29: 01:00 GMT becomes 02:00 BST.
    ['Europe/London', 'sun 01:30..03:00', '2026-03-29T00:59', false],
    ['Europe/London', 'sun 01:30..03:00', '2026-03-29T01:00', true],
    ['Europe/London', 'sun 01:30..03:00', '2026-03-29T02:00', false],
    ['Europe/London', 'sun 01:00..02:00', '2026-03-29T01:00', false],
    // London 2026-10-25: 02:00 BST becomes 01:00 GMT; 01:00..02:00 lasts two hours.
    ['Europe/London', 'sun 01:00..02:00', '2026-10-25T00:00', true],
    ['Europe/London', 'sun 01:00..02:00', '2026-10-25T01:59', true],
    ['Europe/London', 'sun 01:00..02:00', '2026-10-25T02:00', false],
    // New York 2026-11-01: 02:00 EDT becomes 01:00 EST; 01:30 is the first one.
    ['America/New_York', 'sun 00:00..01:30', '2026-11-01T05:29', true],
    ['America/New_York', 'sun 00:00..01:30', '2026-11-01T05:30', false],
    ['America/New_York', 'sun 00:00..01:30', '2026-11-01T06:15', false],
    // Lord Howe 2026-04-05: half an hour only, 02:00 +11 becomes 01:30 +10:30.
    ['Australia/Lord_Howe', 'sun 02:00..03:00', '2026-04-04T15:00', false],
    ['Australia/Lord_Howe', 'sun 02:00..03:00', '2026-04-04T15:30', true],
    ['Australia/Lord_Howe', 'sun 02:00..03:00', '2026-04-04T16:30', false],
    // Shanghai has no change; the night of Friday reaches into Saturday.
    ['Asia/Shanghai', 'fri 22:00..06:00', '2026-03-06T14:00', true],
    ['Asia/Shanghai', 'fri 22:00..06:00', '2026-03-06T21:59', true],
    ['Asia/Shanghai', 'fri 22:00..06:00', '2026-03-06T22:00', false],
  ])('%s %s at %s UTC: %s', (zone, lines, at, inside) => {
    expect(isDuring(window(lines, zone), utc(at))).toBe(inside)
  })
})

describe('the next change', () => {
  test.each<[lines: string, at: string, next: string | null]>([
    ['mon..fri 09:00..18:00', '2026-03-02T08:00', '2026-03-02T09:00:00.000Z'],
    ['mon..fri 09:00..18:00', '2026-03-02T09:00', '2026-03-02T18:00:00.000Z'],
    ['mon..fri 09:00..18:00', '2026-03-06T18:00', '2026-03-09T09:00:00.000Z'],
    // Two spans that touch are one.
    ['mon 09:00..12:00\nmon 12:00..18:00', '2026-03-02T10:00', '2026-03-02T18:00:00.000Z'],
    ['every day all day', '2026-03-02T10:00', null],
  ])('%s from %s: %s', (lines, at, next) => {
    const found = nextChange(window(lines, 'UTC'), utc(at))
    expect(found === null ? null : new Date(found).toISOString()).toBe(next)
  })
})

test('a zone that does not exist is named', () => {
  expect(() => isDuring({ zone: 'Mars/Olympus', spans: [], except: [] }, 0)).toThrow(/Mars\/Olympus/)
})
