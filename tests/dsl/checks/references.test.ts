import { describe, expect, test } from 'vitest'
import { check, type Known } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'

const then = (steps: string) => `rule "r" { then { ${steps} } }`
const known: Known = { handles: ['kim', 'amy'], connections: { jira: 'jira', slack: 'slack' } }
type Row = [marked: string, code: string | null, told?: RegExp]

function expectFinding(marked: string, code: string | null, told?: RegExp) {
  const { text, start, end } = unmark(marked)
  const found = check([parse(text, 'a.rule')], known, { executed: false }).filter(({ code }) => code !== 'W505')
  expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  const [problem] = found
  if (!problem) return
  expect([problem.range.start.offset, problem.range.end.offset]).toEqual([start, end])
  if (told) expect(`${problem.message} ${problem.help}`).toMatch(told)
}

describe('rules that hold others back', () => {
  const held = (name: string) =>
    `rule "Down" { then { end } } rule "r" { suppress while rule ${name} open then { end } }`
  test.each<Row>([
    [held('"Down"'), null],
    [held('«"Dwon"»'), 'W542', /did you mean `"Down"`/],
    [held('«"Something else"»'), 'W542', /holds nothing back/],
  ])('%s', expectFinding)
  test('one of a file that does not read may be there', () => {
    const files = [parse(held('"Else"'), 'a.rule'), parse('rule', 'b.rule')]
    expect(check(files, {}, { executed: false }).map(({ code }) => code)).toEqual(['E101'])
  })
})

describe('tickets', () => {
  const made = 'ticket create in jira as issue'
  test.each<Row>([
    [then(`${made} ticket update issue ticket close issue`), null],
    [then(`${made} wait for ack up to 5m as answer ticket close «answer»`), 'E243', /what `wait for` brings/],
    [then(`${made} ticket update «isue»`), 'E203', /`issue`/],
    [then(`ticket update «issue» ${made}`), 'E204'],
    [then(`${made} set other = issue ticket close other`), null],
    [then(`${made} set other = 5 ticket close «other»`), 'E243', /did you mean `issue`/],
    [`playbook p(issue: map) { ticket close issue } ${then('call p(issue: label.x)')}`, null],
    [`rule "r" { then { ${made} } on resolve { ticket close issue } }`, null],
    [then('ticket create in «jria»'), 'W508', /`jira`/],
    [`connection desk = jira { } ${then('ticket create in desk')}`, null],
  ])('%s', expectFinding)
})

describe('levels', () => {
  const schedule = (levels: string) => `schedule s in "UTC" { ${levels} }`
  const two = schedule('level 1 always { @kim } level 3 always { @amy }')
  test.each<Row>([
    [two, null],
    [schedule('level 1 always { @kim } level «1» always { @amy }'), 'E244', /level 1 stands twice/],
    [`${two} ${then('escalate @s level 3')}`, null],
    [`${two} ${then('escalate @s level «4»')}`, 'W543', /level 3 is paged instead/],
    [`${two} ${then('escalate @s level «2»')}`, 'W543', /level 3 is paged instead/],
    [then('escalate @kim level 4'), null],
    [`${two} schedule t in "UTC" { level 1 always { «@s» } }`, 'W544', /is a schedule/],
    [schedule('level 1 always { @kim } level 2 always { @amy } after «30m» level 3 always { @kim } after 15m'), 'W546'],
    [schedule('level 1 always { @kim } level 3 always { @amy } after 30m level 2 always { @kim } after 15m'), null],
    [schedule('level 1 always { @kim } level 2 always { @amy } after 15m level 3 always { @kim } after 15m'), null],
  ])('%s', expectFinding)
})

describe('quorum', () => {
  const asks = (quorum: string, by = '@s') =>
    `schedule s in "UTC" { level 1 always { @kim } level 2 always { @kim, @amy } } ${then(`approve by ${by} up to 5m with { quorum: ${quorum} }`)}`
  test.each<Row>([
    [asks('2'), null],
    [asks('«3»'), 'W545', /3 people, and the schedules named have 2/],
    // A team or a room may have any number.
    [asks('3', '@s, @kim'), null],
    [asks('3', '@s, "#room"'), null],
  ])('%s', expectFinding)
})

describe('statuses', () => {
  const asks = (range: string) => then(`http GET "https://a.example" expect ${range}`)
  test.each<Row>([
    [asks('200..299'), null],
    [asks('404..404'), null],
    [asks('«700..800»'), 'E340', /100 to 599/],
    [asks('«299..200»'), 'E340', /`200..299`/],
  ])('%s', expectFinding)
  test('a range the wrong way round is turned', () => {
    const [problem = expect.unreachable()] = check([parse(asks('299..200'), 'a.rule')], {}, { executed: false })
    expect(mended(asks('299..200'), problem)).toBe(asks('200..299'))
  })
})

describe('loops over labels', () => {
  test.each<Row>([
    [then('for each x in «label.hosts» max 3 items { }'), 'E302', /a label is a text/],
    [then('for each x in «label["a/b"]» max 3 items { }'), 'E302'],
    [then('for each x in metadata.hosts max 3 items { }'), null],
    [then('for each x in alert.tags max 3 items { }'), null],
  ])('%s', expectFinding)
})

describe('declarations that nothing uses', () => {
  const rule = then('end')
  test.each<Row>([
    [`playbook «p»() { } ${rule}`, 'W507', /`p` is never used/],
    [`window «w» in "UTC" { every day all day } ${rule}`, 'W507'],
    [`condition «c» = has label.a ${rule}`, 'W507'],
    // A set of nothing else is used by others.
    ['playbook p() { } window w in "UTC" { every day all day } condition c = has label.a', null],
    [`playbook p() { } ${then('call p()')}`, null],
    [`condition c = has label.a condition d = c rule "r" { when d then { end } }`, null],
    [
      `window w in "UTC" { every day all day } schedule s in "UTC" { level 1 during w { @kim } level 2 always { @kim } } ${rule}`,
      null,
    ],
  ])('%s', expectFinding)
  test('what another file uses is used', () => {
    const files = [
      parse('condition c = has label.a', 'a.rule'),
      parse('use "a.rule" rule "r" { when c then { end } }', 'b.rule'),
    ]
    expect(check(files, {}, { executed: false })).toEqual([])
  })
})
