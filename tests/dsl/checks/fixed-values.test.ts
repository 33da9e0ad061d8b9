import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'
import { doing, expectFinding, type Row, when } from './found.ts'

/** What the fix puts in place of the marked part; null where there is none. */
function put(marked: string): string | null {
  const { text, start, end } = unmark(marked)
  const [problem = expect.unreachable()] = check([parse(text, 'a.rule')], {}, { executed: false })
  const left = mended(text, problem)
  return left === null ? null : left.slice(start, left.length - (text.length - end))
}

describe('values in quotes that are meant as their type', () => {
  const given = (type: string, value: string) =>
    `playbook p(x: ${type}) { set y = x end ok } ${doing(`call p(x: «${value}»)`)}`
  const byDefault = (type: string, value: string) =>
    `playbook p(x: ${type} = «${value}») { set y = x end ok } ${doing('call p()')}`
  test.each<[string, string | null]>([
    [when('alert.value > «"90%"»'), '90%'],
    [when('alert.count > «"3"»'), '3'],
    [when('alert.started_at > «"2026-01-01"»'), '2026-01-01'],
    [when('age(alert.started_at) > «"30s"»'), '30s'],
    [when('«"90%"» < alert.value'), '90%'],
    [when('label.count > «"3"»'), '3'],
    [when('label.free < «"20GiB"»'), '20GiB'],
    [when('alert.count in [1, «"2"»]'), '2'],
    // What can't be read so is left to people.
    [when('alert.value > «"high"»'), null],
    [when('alert.value > «"2026-01-01"»'), null],
    [when('alert.count > «"30s"»'), null],
    [given('duration', '"30s"'), '30s'],
    [given('duration', '30'), '30m'],
    [given('percent', '5'), '5%'],
    [given('bool', '"true"'), 'true'],
    [given('number', '"3"'), '3'],
    [given('number', '"3s"'), null],
    [given('time', '"2026-01-01"'), '2026-01-01'],
    [byDefault('duration', '"30s"'), '30s'],
    [byDefault('bool', '"yes"'), null],
  ])('%s becomes %s', (marked, better) => expect(put(marked)).toBe(better))

  test.each<Row>([
    [when('label.count «>» "3"'), 'E301', /`3`/],
    [when('label.count «>» "many"'), 'E301', /use `==`/],
    [when('alert.severity «>=» 3'), 'E301', /critical, high, warning, info or unknown/],
    [when('alert.severity in [critical, «3»]'), 'E301'],
    [when('label.count == "3"'), null],
  ])('%s', expectFinding)
})

describe('severities that a test gives', () => {
  const given = (severity: string) =>
    `test "t" { given alert { name: "x", severity: ${severity} } expect matched "r" } ${doing('end ok')}`
  test.each<Row>([
    [given('«crit»'), 'E305', /did you mean `critical`/],
    [given('«sevre»'), 'E305', /critical, high, warning, info or unknown/],
    [given('«"crit"»'), 'E305', /did you mean `"critical"`/],
    [given('critical'), null],
    [given('"critical"'), null],
    [`const worst = critical ${given('worst')}`, null],
  ])('%s', expectFinding)
})
