import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'
import { doing, expectFinding, type Row, when } from './found.ts'

/** The condition that the fix leaves; null where there is none. */
function fixed(condition: string): string | null {
  const { text } = unmark(when(condition))
  const [problem = expect.unreachable()] = check([parse(text, 'a.rule')], {}, { executed: false })
  const left = mended(text, problem)
  return left === null ? null : left.slice('rule "r" { when '.length, -' then { end ok } }'.length)
}

describe('what can never be true or false (E312)', () => {
  test.each<Row>([
    [when('alert.severity == critical or «high»'), 'E312', /`alert\.severity in \[critical, high\]`/],
    [when('«critical»'), 'E312', /`alert\.severity == critical`/],
    [when('not «critical»'), 'E312'],
    [when('«critical» and label.x == "y"'), 'E312'],
    [when('label.env == "prod" or «high»'), 'E312', /condition of its own/],
    [when('«alert.title»'), 'E312', /is a text/],
    [when('«alert.tags»'), 'E312', /is a list/],
    [when('not («alert.value»)'), 'E312'],
    [doing('if «incident.count» { end ok }'), 'E312', /is a number/],
    [`const most = 5 ${when('«most»')}`, 'E312'],
    [doing('set most = 5 if «most» { end ok }'), 'E312'],
    [`playbook p(most: number) { if «most» { end ok } end } ${doing('call p(most: 1)')}`, 'E312'],
    // What may be true.
    [when('metadata.canary'), null],
    [`const on_call = true ${when('on_call')}`, null],
    [`condition high_up = alert.severity >= high ${when('high_up')}`, null],
    [doing('set many = metadata.many if many { end ok }'), null],
    [doing('run x as job if job.ok { end ok }'), null],
    [`playbook p(dry: bool) { if dry { end ok } end } ${doing('call p(dry: true)')}`, null],
    [doing('set dry = "true" if dry { end ok }'), null],
  ])('%s', expectFinding)

  test.each([
    ['alert.severity == critical or high', 'alert.severity in [critical, high]'],
    ['alert.severity == critical or high or warning', 'alert.severity in [critical, high, warning]'],
    ['alert.severity == "critical" or high', 'alert.severity in [critical, high]'],
    ['label.severity == critical or high', 'label.severity in [critical, high]'],
    ['label.a == "b" and alert.severity == high or info', 'label.a == "b" and alert.severity in [high, info]'],
    ['alert.severity == high or info and label.a == "b"', 'alert.severity in [high, info] and label.a == "b"'],
    ['critical', 'alert.severity == critical'],
    // What was meant is not certain.
    ['alert.severity != critical or high', null],
    ['not alert.severity == critical or high', null],
    ['critical or high', null],
  ])('%s becomes %s', (condition, better) => expect(fixed(condition)).toBe(better))
})

describe('a label asked for its truth (W581)', () => {
  test.each<Row>([
    [when('«label.team»'), 'W581', /`has label\.team`.*`label\.team == true`/],
    [when('not «label.silenced»'), 'W581'],
    [when('«label["a/b"]»'), 'W581', /has label\["a\/b"\]/],
    [when('label.team == true and has label.silenced'), null],
    [when('metadata.team'), null],
  ])('%s', expectFinding)
  test('asks whether it is there', () => expect(fixed('not label.silenced')).toBe('not has label.silenced'))
})

describe('two fixed values compared (W580)', () => {
  test.each<Row>([
    [when('«"alertname" == "X"»'), 'W580', /`alert\.name`/],
    [when('«"team" == "X"»'), 'W580', /`label\.team`/],
    [when('«"source" == "X"»'), 'W580', /`alert\.source`/],
    [when('«1 == 1»'), 'W580', /compare a field/],
    [when('«critical >= high»'), 'W580'],
    [when('«"prod" in ["prod", "dev"]»'), 'W580'],
    [when('«"prod" contains "p"»'), 'W580'],
    [when('«"prod" matches /p/»'), 'W580'],
    [when('"prod" == label.env'), null],
    [when('"{{label.env}}-eu" == label.region'), null],
    [when('"tier1" in alert.tags'), null],
    // A constant is a switch.
    [`const env = "prod" ${when('env == "prod"')}`, null],
    [`const envs = ["prod"] ${when('"prod" in envs')}`, null],
  ])('%s', expectFinding)
})
