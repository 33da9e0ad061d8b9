/** What is read where it can never be. */
import { describe, test } from 'vitest'
import { doing, expectFinding, type Row, rule, when } from './found.ts'

describe('members of results', () => {
  test.each<Row>([
    [doing('wait for ack up to 5m as x set y = x.outcome set z = x.by'), null],
    [doing('wait for ack up to 5m as x set y = «x.outcom»'), 'E233', /did you mean `x\.outcome`\? it has outcome, by/],
    [doing('run a as x on error { } if has «x.toString» { }'), 'E233'],
    [doing('run a as x set y = x.exit_code set z = "{{«x.code»}}"'), 'E233', /it has ok, exit_code/],
    [doing('http GET "https://a.example/" as x set y = x.body.anything.at[0].all'), null],
    [doing('http GET "https://a.example/" as x set y = «x.code»'), 'E233'],
    [doing('ticket create in jira as x set y = «x.id»'), 'E233', /system, key, url/],
    [doing('approve by @a up to 5m as x set y = x.comment set z = «x.who»'), 'E233'],
    [`playbook p(a: string) { set b = a } ${doing('call p(a: "x") as x set y = x.b set z = x.a')}`, null],
    [`playbook p() { set b = 1 } ${doing('call p() as x set y = «x.c»')}`, 'E233', /it has outcome, message, b/],
    // What anybody may have put there is not known.
    [doing('set x = metadata.a set y = x.anything'), null],
    [doing('for each x in metadata.a max 3 items { set y = x.anything }'), null],
    [
      doing('if label.a == "b" { run a as x set y = x.ok } else { http GET "https://a.example/" as x set y = x.body }'),
      null,
    ],
    [rule('on sequence within 5m { event a where has label.x } then { set y = a.label.x set z = a.name }'), null],
    [rule('on sequence within 5m { event a where has label.x } then { set y = «a.nam» }'), 'E233', /`a\.name`/],
  ])('%s', expectFinding)
})

describe('fields and their parts', () => {
  test.each<Row>([
    [when('alert.tags[0] == "a"'), null],
    [when('«alert.tags.first» == "a"'), 'E233', /alert\.tags\[0\]/],
    [when('«alert.name.first» == "a"'), 'E233'],
    [doing('set x = incident.alerts[0].name set y = incident.alerts[1].label.host'), null],
    [doing('set x = «incident.alerts[0].host»'), 'E233'],
    [doing('set x = «incident.alerts.count»'), 'E233'],
    [doing('set x = «incident.nonsense»'), 'E201'],
    [doing('set x = «run.nonsense»'), 'E201'],
    [rule('on webhook "w" then { set x = «request.headers» }'), 'E201', /request\.body|did you mean/],
  ])('%s', expectFinding)
})

describe('roots where they are not', () => {
  test.each<Row>([
    [doing('set x = «error.message»'), 'E234', /`on error`, .*`on timeout` and `on rejected`/],
    // What is undone is no handler of what failed, so nothing is told to it (D107).
    [doing('run a rollback { set x = «error.message» }'), 'E234'],
    [doing('run a on error { run b rollback { set x = error.message } }'), null],
    [rule('then { end } on error { set x = error.message }'), null],
    [doing('notify @a on error { if label.a == "b" { set x = error.message } }'), null],
    [doing('run a on timeout { set x = error.message }'), null],
    [doing('approve by @a up to 5m on rejected { set x = error.message }'), null],
    [doing('wait for ack up to 5m on timeout { set x = «error.message» }'), 'E234'],
    [doing('notify @a on error { wait for ack up to 5m on timeout { set x = error.message } }'), null],
    [rule('then { end } on resolve { set x = «error.message» }'), 'E234'],
    ['playbook p() { set x = error.message }', null],
    // A remedy is one that the rule can take: a clock brings no request either.
    [rule('on every 5m then { set x = «label.a» }'), 'E205', /^only rules on alerts have one$/],
    [rule('on cron "0 9 * * *" in "UTC" then { «wait for ack up to 5m» }'), 'E205', /^only rules on alerts have one$/],
    [rule('on webhook "w" then { set x = «label.a» }'), 'E205', /^what the webhook was sent is `request\.body`$/],
    [rule('on webhook "w" then { «wait for ack up to 5m» }'), 'E205', /^only rules on alerts have one$/],
    [when('«incident.count» > 1'), 'E235', /in the steps/],
    [rule('suppress when has «run.id» then { end }'), 'E235'],
    [rule('group by «incident.id» then { end }'), 'E235'],
    [doing('wait until (incident.count > 3) up to 5m'), null],
    [rule('on webhook "w" when has request.body.a then { set x = request.body.a }'), null],
    [doing('set x = «request.body»'), 'E236'],
    [rule('on cron "0 9 * * *" in "UTC" then { set x = «request.body».a }').replace('».a', '.a»'), 'E236'],
    ['playbook p() { set x = request.body.host }', null],
  ])('%s', expectFinding)
})
