/** Where windows, sequences, clocks and quorums are said wrongly. */
import { expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { unmark } from '../marked.ts'

const rule = (inside: string) => `rule "r" { ${inside} }`
const when = (condition: string) => rule(`when ${condition} then { end ok }`)
const then = (steps: string) => rule(`then { ${steps} } on error { end failed }`)

test.each<[marked: string, code: string | null, help?: RegExp]>([
  [when('count >= 3 within 5m and distinct label.x > 1 within 1h'), null],
  [when('«count < 3 within 5m»'), 'E406', /on absence/],
  [when('has label.a and not («distinct label.x == 3 within 5m»)'), 'E406', />=/],
  [rule('suppress when «count != 3 within 5m» then { end ok }'), 'E406'],
  [`condition few = count <= 3 within 5m ${when('«few»')}`, 'E406'],
  [`condition many = count > 3 within 5m ${when('many')}`, null],
  [then('wait until (count < 1 within 5m) up to 1h'), null],
  [then('run x verify (count of (has label.a) == 0 within 5m) within 1m'), null],
  [then('if count <= 3 within 5m { end ok }'), null],
  ['inhibit i { source («count > 3 within 5m») mutes (has label.a) }', 'E406', /one alert|when/],
  [`condition many = count > 3 within 5m inhibit i { source (has label.a) mutes («many») }`, 'E406'],
  [rule('on absence of («count > 3 within 5m») for 1h then { end ok }'), 'E406'],
  [
    rule('on sequence within 1h { event a where «count > 3 within 5m» event b where has label.b } then { end ok }'),
    'E406',
  ],
  [when('count of («count > 3 within 5m») > 1 within 1h'), 'E406'],
  [then('set x = "1" if count of (label.a == «x») > 1 within 1h { end ok }'), 'E406', /by label/],
  [then('if count of («incident.count» > 1) > 1 within 1h { end ok }'), 'E406'],
  [`const a = "1" ${then('if count of (label.a == a) > 1 within 1h { end ok }')}`, null],
  [rule('on cron "0 9 * * *" in "UTC" when «count > 3 within 5m» then { end ok }'), 'E406', /wait until/],
  [rule('on manual suppress when «distinct label.x > 1 within 5m» then { end ok }'), 'E406'],
  [`condition many = count > 3 within 5m ${rule('on webhook "w" when «many» then { end ok }')}`, 'E406'],
  [rule('on every 1h then { wait until (count of (alert.name == "x") < 1 within 5m) up to 1h }'), null],
  [rule('on sequence within 1h { without «x» where has label.x event a where has label.a } then { end ok }'), 'E407'],
  [rule('on sequence within 1h { event a where has label.a without x where has label.x } then { end ok }'), null],
  [rule('on cron «"0 25 * * *"» in "UTC" then { end ok }'), 'E408', /Mondays/],
  [rule('on cron «"0 9 * *"» in "UTC" then { end ok }'), 'E408'],
  [rule('on cron «"0 0 30 2 *"» in "UTC" then { end ok }'), 'E408'],
  [rule('on cron "0 9 * * mon" in "UTC" then { end ok }'), null],
  [rule('on every «0s» then { end ok }'), 'E408', /5m/],
  [rule('on every 1s then { end ok }'), null],
  [rule('throttle «0» per 1h then { end ok }'), 'E309'],
  [then('approve by @a up to 5m with { quorum: «0» }'), 'E309'],
  [then('approve by @a up to 5m with { quorum: «"two"» }'), 'E309'],
  [then('approve by @a up to 5m with { exclude_requester: «"no"» }'), 'E309', /true/],
  [then('approve by @a up to 5m with { quorum: 2, exclude_requester: true }'), null],
])('%s', (marked, code, help) => {
  const { text, start, end } = unmark(marked)
  const found = check([parse(text, 'a.rule')], {}, { executed: false }).filter(({ severity }) => severity === 'error')
  expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  if (code === null) return
  const [{ range, help: told } = expect.unreachable()] = found
  expect([range.start.offset, range.end.offset]).toEqual([start, end])
  if (help) expect(told).toMatch(help)
})
