import { describe, test } from 'vitest'
import { doing, expectFinding, type Row, when } from './found.ts'

const waited = (condition: string) => doing(`wait for ack up to 5m as a if ${condition} { end ok }`)
const watched = (condition: string) => doing(`wait until (metadata.x == 1) up to 5m as a if ${condition} { end ok }`)
const called = (condition: string) => `playbook p() { end ok } ${doing(`call p() as a if ${condition} { end ok }`)}`

describe('words that no outcome is (E313)', () => {
  test.each<Row>([
    [waited('a.outcome == «"acknowledged"»'), 'E313', /did you mean `"acked"`/],
    [waited('a.outcome == «"timed out"»'), 'E313', /did you mean `"timeout"`/],
    [waited('a.outcome == «"timeuot"»'), 'E313', /did you mean `"timeout"`/],
    [waited('«"ok"» != a.outcome'), 'E313', /acked, resolved, timeout/],
    [waited('a.outcome in ["acked", «"resolve"»]'), 'E313', /`"resolved"`/],
    [watched('a.outcome == «"acked"»'), 'E313', /holds, timeout, resolved/],
    [called('a.outcome == «"succeeded"»'), 'E313', /did you mean `"ok"`/],
    [waited('a.outcome == "acked" or a.outcome == "resolved"'), null],
    [waited('a.outcome in ["timeout"] or a.by == "acknowledged"'), null],
    [watched('a.outcome == "holds"'), null],
    [called('a.outcome == "failed"'), null],
    [doing('http GET "https://a.example/x" as a if a.body.outcome == "acknowledged" { end ok }'), null],
    // Others may set it to anything.
    [doing('set a = metadata.a if a.outcome == "acknowledged" { end ok }'), null],
  ])('%s', expectFinding)
})

describe('rules for alerts that are over (W582)', () => {
  test.each<Row>([
    [when('«alert.status == "resolved"»'), 'W582', /`wait for resolve up to/],
    [when('«alert.status in ["resolved"]»'), 'W582'],
    [when('label.a == "b" and «"resolved" == alert.status»'), 'W582'],
    [
      when('«(alert.status == "resolved" and label.a == "b") or (alert.status == "resolved" and label.b == "c")»'),
      'W582',
    ],
    [`condition over = alert.status == "resolved" ${when('«over»')}`, 'W582'],
    [when('«alert.status == "resolved" and alert.status == "active"»'), 'W504'],
    [when('alert.status == "resolved" or label.a == "b"'), null],
    [when('alert.status != "resolved"'), null],
    [when('alert.status in ["active", "resolved"]'), null],
    ['rule "r" { suppress when alert.status == "resolved" then { end ok } }', null],
    [doing('if alert.status == "resolved" { end ok }'), null],
  ])('%s', expectFinding)
})
