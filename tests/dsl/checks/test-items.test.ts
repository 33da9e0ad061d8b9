import { describe, expect, test } from 'vitest'
import { check, type Known } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'

const rules = `edition 1
const limit = 90%
schedule night in "UTC" { level 1 always { @amy } }
connection jira = jira { }
playbook clean(host: string) { http GET "https://a.example" as lock set freed = 1 run wipe as wiped }
rule "Down" {
  when alert.value > limit
  suppress while rule "Datacenter down" open
  then {
    notify @shop, "#shop" via slack
    escalate @night via pager
    approve by @dba, @night up to 5m as decision
    set before = metadata.free
    for each dir in metadata.dirs max 3 items { run restart_service as fix }
    ticket create in jira as issue
    call clean(host: label.host) as result
  }
}
rule "By hand" { on manual then { end } }
rule "Hook" { on webhook "drain" then { end } }
`
const whoIsThere: Known = { handles: ['kim', 'shop', 'dba', 'night', 'amy'], connections: { mail: 'email' } }
type Row = [marked: string, code: string | null, told?: RegExp]

const foundIn = (items: string, known: Known, file = rules) => {
  const parsed = parse(`${file}test "t" { ${items} }`, 'a.rule')
  expect(parsed.problems).toEqual([])
  const start = file.length
  return check([parsed], known, { executed: false }).filter(({ range }) => range.start.offset >= start)
}
function expectFinding(marked: string, code: string | null, told?: RegExp) {
  const { text, start, end } = unmark(marked)
  const found = foundIn(text, {})
  expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  const [problem] = found
  if (!problem) return
  const before = `${rules}test "t" { `.length
  expect([problem.range.start.offset - before, problem.range.end.offset - before]).toEqual([start, end])
  if (told) expect(`${problem.message} ${problem.help}`).toMatch(told)
}

describe('rules that a test names', () => {
  test.each<Row>([
    ['expect matched "Down" expect not matched "Hook"', null],
    ['expect matched «"Donw"»', 'E240', /did you mean `"Down"`/],
    ['expect not matched «"Donw"»', 'E240'],
    ['expect matched «"Entirely else"»', 'E240', /its own file/],
    ['given incident of "Down" given incident of "Datacenter down"', null],
    ['given incident of «"Datacentre down"»', 'W542', /"Datacenter down"/],
    ['given incident of "Of another rule set"', null],
    ['given manual "By hand"', null],
    ['given manual «"By hnd"»', 'E240', /"By hand"/],
    ['given manual «"Down"»', 'E240', /`on manual`/],
    ['given webhook "drain" { }', null],
    ['given webhook «"drian"» { }', 'E240', /`"drain"`/],
  ])('%s', expectFinding)
  test('of another file that is not used, the file is told', () => {
    const others = [parse('rule "Else" { then { end } }', 'b.rule')]
    const own = parse('test "t" { expect matched "Else" }', 'a.rule')
    const [problem = expect.unreachable()] = check([own, ...others], {}, { executed: false })
    expect([problem.code, problem.help]).toEqual(['E240', 'it is declared in b.rule; add `use` of that file'])
  })
})

describe('whom and what a test expects', () => {
  test.each<Row>([
    ['expect notify @shop expect not notify @amy expect notify "#shop" via slack expect not notify @dba', null],
    ['expect not notify @admin expect not notify @shop via sms expect notify @night via jira', null],
    ['expect not notify «@shpo»', 'E241', /did you mean `@shop`/],
    ['expect not notify «@stranger»', 'E241', /whatever happens/],
    ['expect notify «"#shpo"»', 'E241', /`"#shop"`/],
    ['expect not notify @shop via «slak»', 'E241', /`slack`/],
    ['expect escalate @night expect escalate @amy', null],
    ['expect not escalate «@nigth»', 'E241', /`@night`/],
    ['expect ran restart_service expect ran fix expect ran wiped', null],
    ['expect not ran «restart_servise»', 'E241', /restart_service/],
    ['approve by @dba reject by @amy', null],
    ['approve by «@shop»', 'E241', /only those decide/],
    ['reject by «@dbaa»', 'E241', /`@dba`/],
    ['expect grouped with label.a', null],
    ['expect grouped with «alert.sorce»', 'E201', /alert\.source/],
  ])('%s', expectFinding)
  test('a name that only the database knows is no slip', () => {
    expect(foundIn('expect not notify @kim expect not notify @shop via mail', whoIsThere)).toEqual([])
  })
  test('where a target is put together, any may be meant', () => {
    const open = `${rules}rule "open" { then { notify "{{label.room}}" via slack } }\n`
    expect(foundIn('expect notify "#any"', {}, open)).toEqual([])
  })
  test('where a rule does not read, nothing is told of what it may name', () => {
    const broken = parse(`${rules}rule "broken" { then { sleep x } }\ntest "t" { expect ran other }`, 'a.rule')
    const errors = check([broken], {}, { executed: false }).filter(({ severity }) => severity === 'error')
    expect(errors.map(({ code }) => code)).toEqual(['E101'])
  })
})

describe('what a test compares', () => {
  test.each<Row>([
    ['expect before == 9GiB expect fix.ok == true expect dir == "a" expect result.freed == 1', null],
    ['expect alert.value > limit expect alert.severity == high expect decision.by == @dba', null],
    ['expect «befor» == 9GiB', 'E242', /did you mean `before`/],
    ['expect not «fxi».ok == true', 'E242', /`fix`/],
    ['expect incident.count == «nothing»', 'E242', /variable/],
    ['expect «alert.sorce» == "x"', 'E201'],
    ['expect before == "a {{«befor»}}"', 'E242'],
  ])('%s', expectFinding)
})

describe('mocks', () => {
  test.each<Row>([
    ['mock run restart_service returns { } mock run fix returns { } mock run wipe returns { }', null],
    ['mock run «restart_servise» returns { }', 'W540', /restart_service/],
    ['mock http lock returns { status: 200 }', null],
    ['mock http «lokc» returns { status: 200 }', 'W540', /`lock`/],
    ['mock ticket issue returns { key: "A-1" } mock call clean returns { }', null],
    ['mock ticket «jira» returns { }', 'W540', /as jira/],
    ['mock call «clen» returns { }', 'W540', /`clean`/],
  ])('%s', expectFinding)
})

test('who acknowledges is compared where it is known who there is', () => {
  expect(foundIn('ack by @kmi', {})).toEqual([])
  expect(foundIn('ack by @kim ack by @amy ack by @admin', whoIsThere)).toEqual([])
  const [problem = expect.unreachable()] = foundIn('ack by @kmi', whoIsThere)
  expect([problem.code, problem.help]).toEqual(['W541', 'did you mean `@kim`?'])
})

test.each([
  ['expect not notify @shpo', 'expect not notify @shop'],
  ['expect not matched "Donw"', 'expect not matched "Down"'],
  ['mock run restart_servise returns { ok: true }', 'mock run restart_service returns { ok: true }'],
  ['expect befor == 9GiB', 'expect before == 9GiB'],
])('%s is mended', (items, better) => {
  const text = `${rules}test "t" { ${items} }`
  const [problem = expect.unreachable()] = foundIn(items, {})
  const after = mended(text, problem)
  expect(after).toBe(`${rules}test "t" { ${better} }`)
  expect(foundIn(better, {})).toEqual([])
})
