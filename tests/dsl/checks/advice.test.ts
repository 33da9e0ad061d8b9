import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { report } from '../../../dsl/service/report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'

const rule = (inside: string) => `rule "r" { ${inside} }`
const then = (steps: string) => rule(`then { ${steps} }`)
type Row = [marked: string, code: string | null, told?: RegExp]

function expectFinding(marked: string, code: string | null, told?: RegExp) {
  const { text, start, end } = unmark(marked)
  const found = check([parse(text, 'a.rule')], {}, { executed: false })
  expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  if (code === null) return
  const [problem = expect.unreachable()] = found
  expect([problem.range.start.offset, problem.range.end.offset]).toEqual([start, end])
  if (told) expect(`${problem.message} ${problem.help}`).toMatch(told)
}

describe('steps that never run', () => {
  test.each<Row>([
    [then('end ok «sleep 5m notify @a»'), 'W402', /never run/],
    [then('if has label.a { end } else { end } «sleep 5m»'), 'W402'],
    [then('if has label.a { end «sleep 5m» }'), 'W402'],
    [then('if has label.a { end } sleep 5m'), null],
    [then('if has label.a { end } else if has label.b { end } sleep 5m'), null],
    [then('notify @a on error { end } sleep 5m'), null],
    ['playbook p() { end «sleep 5m» }', 'W402'],
  ])('%s', expectFinding)
})

describe('failures that nobody hears of', () => {
  test.each<Row>([
    [then('run «fix»'), 'W505', /on error/],
    [then('run fix on error { notify @a }'), null],
    [rule('then { run fix } on error { notify @a }'), null],
    [then('parallel wait all { branch "a" { run fix } } on error { notify @a }'), null],
    [then('for each x in metadata.y max 3 items { run «fix» }'), 'W505'],
    ['playbook p() { run fix }', null],
  ])('%s', expectFinding)
})

describe('playbooks that call themselves', () => {
  test.each<Row>([
    ['playbook p() { call «p»() }', 'E402', /calls itself/],
    ['playbook p() { call q() } playbook q() { sleep 5m }', null],
    [`playbook p() { call q() } playbook q() { sleep 5m } ${then('call p()')}`, null],
  ])('%s', expectFinding)
  test('by way of another, both are told', () => {
    const text = 'playbook p() { call q() } playbook q() { if has label.a { call p() } }'
    expect(check([parse(text, 'a.rule')], {}, { executed: false }).map(({ code }) => code)).toEqual(['E402', 'E402'])
  })
})

// In New York the clocks go from 02:00 to 03:00 on 2026-03-08 and from 02:00 back to 01:00 on 2026-11-01.
describe('hours that a change of the clocks takes or gives', () => {
  const window = (zone: string, line: string) => `window w in "${zone}" { ${line} }`
  test.each<Row>([
    [window('America/New_York', '«sun 02:30..06:00»'), 'W503', /no 02:30 on 2026-03-08/],
    [window('America/New_York', '«fri..mon 00:00..02:00»'), 'W503'],
    [window('America/New_York', '«every day 01:30..06:00»'), 'W503', /01:30 comes twice on 2026-11-01/],
    [window('America/New_York', 'mon..sat 02:30..06:00'), null],
    [window('America/New_York', 'sun 03:00..06:00'), null],
    [window('Asia/Shanghai', 'sun 02:30..06:00'), null],
    [window('Europe/London', 'sun 02:00..06:00'), null],
    [window('Europe/London', '«sun 01:00..06:00»'), 'W503'],
    [rule('on cron «"30 2 * * *"» in "America/New_York" then { end }'), 'W503'],
    [rule('on cron "30 3 * * *" in "America/New_York" then { end }'), null],
    ['test "t" { at «2026-03-08T02:15» in "America/New_York" }', 'W503'],
    ['test "t" { at 2026-03-08T03:15 in "America/New_York" }', null],
  ])('%s', expectFinding)
})

describe('hours at which nobody is on call', () => {
  const office = 'window office in "UTC" { mon..fri 09:00..18:00 } '
  const nights = 'window nights in "UTC" { mon..fri 18:00..09:00 sat..sun all day } '
  const shanghai = 'window nights in "Asia/Shanghai" { mon..fri 18:00..09:00 sat..sun all day } '
  const both = 'schedule s in "UTC" { level 1 during office { @a } level 2 during nights { @b } }'
  test.each<Row>([
    [`${office}schedule «s» in "UTC" { level 1 during office { @a } }`, 'W506', /from mon 18:00 to tue 09:00/],
    [`${office}${nights}${both}`, 'W506', /from mon 00:00 to mon 09:00/],
    [`${office}${nights.replace('sun', 'sun')}${both}`.replace('mon..fri 18:00', 'sun..fri 18:00'), null],
    [`${office}${shanghai}${both}`, null],
    [`${office}schedule s in "UTC" { level 1 during office { @a } level 2 always { @b } }`, null],
    ['schedule s in "UTC" { level 1 rotate 1w from 2026-01-05T09:00 { @a } }', null],
  ])('%s', (marked, code, told) => {
    const text = marked.replace(/[«»]/gu, '')
    const found = check([parse(text, 'a.rule')], {}, { executed: false })
    expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
    if (told) expect(found[0]?.message).toMatch(told)
  })
})

describe('addresses of private networks', () => {
  const get = (url: string) => then(`http GET ${url}`)
  test.each<Row>([
    ...[
      'http://localhost:8080/x',
      'http://127.0.0.1',
      'https://10.1.2.3/',
      'http://192.168.0.1/',
      'http://172.20.0.1/',
      'http://169.254.169.254/latest',
      'http://[::1]/',
      'http://[fd00::1]:80/',
      'http://db.internal/',
      'http://me:x@10.0.0.1/',
    ].map((url): Row => [get(`«"${url}"»`).replace('me:x@', 'me@'), 'S602', /private network/]),
    ...[
      'https://example.com/',
      'https://172.32.0.1/',
      'https://{{label.host}}/',
      'https://10.0.0.{{label.n}}/',
      'https://localhost.example.com/',
    ].map((url): Row => [get(`"${url}"`), null]),
  ])('%s', expectFinding)
  test('it only warns: the operator may allow them', () => {
    const [problem] = check([parse(get('"http://localhost/"'), 'a.rule')], {}, { executed: false })
    expect(problem?.severity).toBe('warning')
  })
})

describe('counts that are too large', () => {
  const when = (condition: string) => rule(`when ${condition} then { end }`)
  test.each<Row>([
    [when('count > «1001» within 5m'), 'E405', /1000/],
    [when('distinct label.x > «1.5» within 5m'), 'E309'],
    [when('count >= 1000 within 5m'), null],
  ])('%s', expectFinding)
})

describe('secrets in the file', () => {
  // Put together here, so that no scanner takes this file for a leak.
  const token = ['xoxb', '1234567890', 'abcdefghij'].join('-')
  test.each<Row>([
    [`connection c = slack { token: «"${token}"» }`, 'S601', /a Slack token/],
    [then(`set x = «"${['AK', 'IA'].join('')}ABCDEFGHIJKLMNOP"»`), 'S601', /an AWS access key/],
    [then(`http GET «"https://me:${'hunter'}2@example.com/"»`), 'S601', /a password in an address/],
    ['connection c = smtp { password: «"open sesame"» }', 'S601', /`secret\.c_password`/],
    ['connection c = smtp { password: secret.mail, user: "me" }', null],
    ['connection c = slack { workspace: "acme" }', null],
  ])('%s', expectFinding)
  test('the fix names the secret', () => {
    const text = 'connection c = smtp { password: "open sesame" }'
    const [problem = expect.unreachable()] = check([parse(text, 'a.rule')], {}, { executed: false })
    expect(mended(text, problem)).toBe('connection c = smtp { password: secret.c_password }')
  })
  test('what is told does not tell it again, whatever else is wrong on the line', () => {
    const text = `rule "r" { then { set x = "${token}" set y = alert.nope } }`
    const problems = check([parse(text, 'a.rule')], {}, { executed: false })
    expect(problems.map(({ code }) => code)).toEqual(['S601', 'E201'])
    for (const problem of problems) {
      expect(report(problem, text)).not.toContain('1234567890')
      expect(report(problem, text)).toContain('xoxb•')
      expect(JSON.stringify(problem)).not.toContain('1234567890')
    }
  })
})
