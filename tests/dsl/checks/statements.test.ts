import { describe, expect, test } from 'vitest'
import { check, type Known } from '../../../dsl/checks/index.ts'
import type { Problem } from '../../../dsl/model/problems.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended, unmark } from '../marked.ts'

const rule = (inside: string) => `rule "r" { ${inside} }`
const when = (condition: string) => rule(`when ${condition} then { end ok }`)
/** A value as shells and JavaScript write it. */
const held = (name: string) => `$\{${name}}`
const then = (steps: string) => rule(`then { ${steps} }`)
const known: Known = {
  handles: ['payments', 'kim'],
  connections: { slack: 'slack' },
  remediations: { restart_service: ['service_name', 'server'] },
}
const demanding: Known = { ...known, obligatory: { restart_service: ['service_name', 'server'] } }

/** Examples of one line have no room for what to do on failure. */
const heard = (problems: readonly Problem[]) => problems.filter(({ code }) => code !== 'W505')

/** Finds exactly the code at the marks, or nothing at all. */
function expectFinding(marked: string, code: string | null, help?: RegExp) {
  const { text, start, end } = unmark(marked)
  const found = heard(check([parse(text, 'a.rule')], known, { executed: false }))
  expect(found.map((problem) => problem.code)).toEqual(code === null ? [] : [code])
  if (code === null) return
  const [{ range, help: told } = expect.unreachable()] = found
  expect([range.start.offset, range.end.offset]).toEqual([start, end])
  if (help) expect(told).toMatch(help)
}
type Row = [marked: string, code: string | null, help?: RegExp]

describe('clauses of one condition', () => {
  const clauses = (count: number) => Array.from({ length: count }, (_, i) => `label.a${i} == "x"`).join(' and ')
  test.each<Row>([
    [when(clauses(1_000)), null],
    [when(`«${clauses(1_001)}»`), 'E310', /in \["a", "b"\]/],
    [`condition many = ${clauses(600)} ${when('«many or (many)»')}`, 'E310'],
    [`condition many = ${clauses(600)} ${when('many')}`, null],
  ])('%#', expectFinding)
})

describe('names', () => {
  test.each<Row>([
    [then('if alert.source == "x" and incident.count > 1 { end }'), null],
    [when('«alert.sorce» == "x"'), 'E201', /did you mean `alert\.source`/],
    [when('«alert.host» == "x"'), 'E201', /label\.host/],
    [when('«alert.toString» == "x"'), 'E201'],
    [then('http GET "https://a.example/x" as constructor set x = constructor.status'), null],
    [when('«alert.labels.host» == "x"'), 'E201', /label\.NAME/],
    [then('set alert.note = "x"'), null],
    [then('set x = «alert.note»'), 'E201'],
    [then('set «alert.title» = "x"'), 'E214'],
    ['const a = 1 const «a» = alert.count + a', 'E202', /a\.rule:1:1/],
    ['playbook a() { } window «a» in "UTC" { every day all day }', 'E202'],
    [`${then('end')} rule «"r"» { then { end } }`, 'E202', /kept by name/],
    [`${then('end')} test "r" { }`, null],
    [then('run restart_service as x run restart_service as «x»'), 'E202'],
    [then('set x = 1 set x = 2'), null],
    [then('for each «severity» in metadata.x max 3 items { }').replace('severity', 'alert'), 'E207'],
    ['const «critical» = 1 condition c = alert.severity == critical', 'E207'],
    ['connection «sms» = twilio { }', 'E207'],
    [then('notify @kim using «page»'), 'E203'],
    [`template page = "x" ${then('notify @kim using page notify @kim using «pgae»')}`, 'E203', /did you mean `page`/],
    [`template page = "x" ${then('notify @kim using page')}`, null],
    [then('call «clean»()'), 'E203'],
    [`playbook p(host: string) { } ${then('call p(«hots»: label.x, host: label.y)')}`, 'E215', /`host`/],
    [`playbook p(host: string, n: number = 2) { } ${then('call «p»()')}`, 'E215', /host: …/],
    [when('during «nights»'), 'E203'],
    [`window nights in "UTC" { every day 22:00..06:00 } ${when('not during nights')}`, null],
    [when('«canary»'), 'E203'],
    [`condition canary = label.t == "c" ${when('not canary')}`, null],
    [`window canary in "UTC" { every day all day } ${when('«canary»')}`, 'E203', /name a value/],
    [when('alert.severity >= high'), null],
    [when('alert.severity >= «hihg»'), 'E203', /`high`/],
    [when('alert.severity == «fatal»'), 'E305', /did you mean `critical`/],
    [when('alert.severity == «banana»'), 'E305', /critical, high, warning/],
    [when('alert.severity == «error»'), 'E305', /did you mean `high`/],
    [when('alert.severity >= «warn»'), 'E305', /did you mean `warning`/],
    [when('alert.severity == «"notice"»'), 'E305', /did you mean `"info"`/],
    [when('alert.severity in [high, «fatal»]'), 'E305', /did you mean `critical`/],
    [when('label.env == «prod»'), 'E203', /quotes: `"prod"`/],
    [when('«prod» == label.env'), 'E203', /quotes: `"prod"`/],
    [when('label.env in [«prod», dev]'), 'E203', /quotes: `"prod"`/],
    [when('label.env == "{{ «prod» }}"'), 'E203', /declare it/],
    [when('«annotations».summary contains "x"'), 'E203', /`metadata\.annotations`/],
    [then('set x = «y»'), 'E203', /quotes: `"y"`/],
    [then('notify @kim with { title: «fire» }'), 'E203', /quotes: `"fire"`/],
    [then('for each x in «items» max 3 items { }'), 'E203', /declare it/],
    [`rule «"${'n'.repeat(201)}"» { then { end } }`, 'E219', /shorter/],
    [`rule "${'名'.repeat(200)}" { then { end } }`, null],
    [`playbook «${'p'.repeat(201)}»() { }`, 'E219'],
    [`test «"${'t'.repeat(201)}"» { }`, 'E219'],
    [then('if «x».ok == true { } run restart_service as x'), 'E204'],
    [then('run restart_service as x if x.ok == true { }'), null],
    [then('run restart_service as x on error { notify @kim with { title: "{{x.error}}" } }'), null],
    [then('run restart_service with { server: «x».ok } as x'), 'E204'],
    [then('if label.a == "b" { run restart_service as x } set y = «x».ok'), 'E204', /has x/],
    [then('if label.a == "b" { run restart_service as x } if has x.ok { set y = x.ok }'), null],
    [rule('then { run restart_service as x } on error { set y = x.error }'), null],
    [then('for each d in metadata.x max 3 items { set y = d } set z = «d»'), 'E203'],
    [then('set x = "{{ label.a | «uper» }}"'), 'E206', /`upper`/],
    [then('set x = age(«nothing»)'), 'E203'],
    [then('set x = «age()»'), 'E206'],
    ['const «a» = a', 'E216'],
    [`const a = { b: [1] } ${then('set x = a.b[0] set y = «a.c»')}`, 'E218'],
    [rule('meta { runbook: «"{{label.a}}"» } then { end }'), 'E217'],
    [`const page = "x" ${rule('meta { runbook: page, tags: ["a"], owner: @kim } then { end }')}`, null],
    ['use «"other.rule"»', 'E208'],
    // What a missing file would have declared is not told again.
    [`use «"other.rule"» ${then('notify @kim using page')}`, 'E208'],
    [rule('on cron "0 9 * * mon" in "UTC" then { set x = «alert.name» }'), 'E205'],
    [rule('on cron "0 9 * * mon" in "UTC" then { «wait for ack up to 5m» }'), 'E205'],
    [rule('on webhook "w" when «metadata.a» == "x" then { end ok }'), 'E205', /request\.body/],
    [rule('on webhook "w" when request.body.a == "x" then { end ok }'), null],
    [rule('on cron "0 9 * * mon" in "UTC" when not during (sat all day in "UTC") then { end ok }'), null],
    [rule('on absence of (alert.name == "ok") for 1h by label.a then { set x = «metadata.a» }'), 'E205'],
    [rule('on absence of (alert.name == "ok") for 1h by label.a then { set x = label.a wait for ack up to 5m }'), null],
  ])('%s', expectFinding)
})

describe('what may stand where', () => {
  test.each<Row>([
    [rule('priority 1 «priority 2» then { end }'), 'E209'],
    [rule('then { end } «then» { end }'), 'E209'],
    [rule('suppress when has label.a suppress when has label.b'), null],
    [rule('group by label.a within 5m «within» 6m then { end }'), 'E209'],
    ['rule «"r"» { on alert }', 'E210'],
    [rule('«then { }»'), 'E210', /`end ok`/],
    [rule('suppress when has label.a then { }'), null],
    [then('notify @kim on error { }'), null],
    [`playbook p() { } ${then('call p()')}`, null],
    [rule('then { end } on error { end } on «error» { end }'), 'E213'],
    [rule('then { end } on «timeout» { end }'), 'E213'],
    [then('notify @kim «level 2»'), 'E211', /`via`/],
    [then('sleep 5m wait for ack up to 5m expires 1h'), null],
    [then('wait for resolve up to 5m «expires 1h»'), 'E211'],
    [then('run restart_service timeout 5s «timeout 6s»'), 'E212'],
    [then('notify @kim on «timeout» { }'), 'E213', /`wait for ack up to 10m on timeout \{ … \}` after it.*`on error`/],
    [then('«wait for ack»'), 'E401', /up to 15m/],
    [then('«wait for ack» on timeout { end }'), 'E401'],
    [then('«wait until (label.a == "b")» as x'), 'E401'],
    [then('«approve by @kim» via slack'), 'E401'],
    [then('wait for ack up to 15m'), null],
  ])('%s', expectFinding)
})

describe('values', () => {
  test.each<Row>([
    [when('age(alert.started_at) «>» 15'), 'E301', /`15m` or `15s`/],
    [when('alert.started_at «>» 5m'), 'E301', /`age\(alert\.started_at\)`/],
    [when('5m «<» alert.started_at'), 'E301', /`age\(alert\.started_at\)`/],
    [when('alert.value > 5% or alert.value > 20GiB or alert.value > 3 or alert.value > 5s'), null],
    [when('alert.value «>» "5"'), 'E301'],
    [when('alert.name «>» "a"'), 'E301', /`==`/],
    [when('alert.count «==» "5"'), 'E301'],
    [when('label.free < 20GiB and label.retries >= 3 and label.took > 90s'), null],
    [`const limit = 5m ${when('age(alert.started_at) > limit and alert.count «>» limit')}`, 'E301'],
    [when('alert.started_at < 2026-01-01 and alert.started_at + 5m < 2026-01-01T10:00'), null],
    [when('alert.severity == "critical" or alert.severity in ["high", info]'), null],
    [when('alert.severity == «"hgih"»'), 'E305', /"high"/],
    [when('alert.severity in ["high", «"sev1"»]'), 'E305'],
    [when('alert.severity in ["critical", «"page"»]'), 'E305', /which the list has already/],
    [when('alert.status in ["active", «"firing"»]'), 'E306', /which the list has already/],
    [when('alert.title contains «["a", "b"]»'), 'E301', /joined by `or`.*`matches \/a\|b\/`/],
    [when('alert.severity «==» 1'), 'E301'],
    [when('label.env «==» ["a", "b"]'), 'E301', /write `in`/],
    [when('label.env «!=» ["a", "b"]'), 'E301', /write `not \(… in …\)`/],
    [when('alert.tags == ["a", "b"]'), null],
    [when('alert.status == «"firing"»'), 'E306', /"active"/],
    [when('«label.x == none»'), 'E307', /not has label\.x/],
    [when('«label.x == null»'), 'E307', /not has label\.x/],
    [when('«label["a-b"] != nil»'), 'E307', /`has label\["a-b"\]`/],
    [when('«alert.name > none»'), 'E307', /ask with/],
    [`const nil = "x" ${when('label.x == nil')}`, null],
    [then(`set x = "${'{{label.a}}'.repeat(500)}"`), null],
    [then(`set x = «"${'{{label.a}}'.repeat(501)}"»`), 'E311', /say less/],
    [when('«label.x != none»'), 'E307', /`has label\.x/],
    [then('set x = «5 + "a"»'), 'E301'],
    [then('set x = "a" + "b" set y = 5m - 3s set z = alert.started_at - 5m'), null],
    [when('alert.name in «"a"»'), 'E302', /list/],
    [then('for each x in «5m» max 3 items { }'), 'E302'],
    [when('alert.tags contains "cpu" and alert.name contains "x"'), null],
    [when('«alert.count» contains "x"'), 'E301'],
    [when('«alert.count» matches /x/'), 'E301'],
    [when('alert.name matches /^(a|b).*$/is'), null],
    [when('alert.name matches «/(?=a)/»'), 'E303', /look-ahead/],
    [when('alert.name matches «/a(/»'), 'E303'],
    [when('alert.name matches «/a/g»'), 'E303', /`i`/],
    [when('alert.value > «1e999»'), 'E308'],
    [then('sleep «99999999999999w»'), 'E308', /shorter/],
    [then('wait for ack up to «11000d»'), 'E308'],
    [rule('priority -5 then { end }'), null],
    [rule('priority «1.5» then { end }'), 'E309'],
    [then('escalate @kim level «0»'), 'E309'],
    [then('run restart_service retry «1.5» times'), 'E309'],
    [then('repeat up to «0» times { }'), 'E309', /write 1 or more/],
    [rule('throttle «0» per 1h then { end }'), 'E309', /write `disabled`/],
    [then('for each x in metadata.y max «5000000» items { }'), 'E309', /a list that is longer is an error/],
    [then('repeat up to «5000000» times { }'), 'E309', /write 1000000 or less/],
    ['schedule s in "UTC" { level «1.5» always { @kim } }', 'E309'],
    ['schedule s in "UTC" { level 1 rotate «0d» from 2026-02-03T09:00 { @kim } }', 'E308'],
    ['schedule s in "UTC" { level 1 rotate 1w from «2026-02-30T09:00» { @kim } }', 'E308'],
    [when('alert.started_at > «2026-02-30»'), 'E308'],
    ['window w in "UTC" { «mon 25:00..26:00» }', 'E308'],
    ['test "t" { at «2026-02-30T09:00» in "UTC" }', 'E308'],
    ['test "t" { after «11000d» }', 'E308'],
    ['test "t" { given 3 alerts every «11000d» { } }', 'E308'],
    ['test "t" { given alert { value: «1e999» } }', 'E308'],
    ['test "t" { given alert { name: «nme» } }', 'E203'],
    ['window w in "UTC" { mon 22:00..24:00 }', null],
    ['window w in «"Europe/Londn"» { mon 09:00..10:00 }', 'E404', /Europe\/London/],
    ['window w in «"+02:00"» { mon 09:00..10:00 }', 'E404'],
    [when('during (mon..fri 09:00..18:00 in «"Mars/Base"»)'), 'E404'],
  ])('%s', expectFinding)
})

describe('secrets', () => {
  test.each<Row>([
    ['connection c = slack { token: secret.slack }', null],
    [then('http GET "https://a.example" with { headers: { authorization: secret.a } }'), null],
    [then('http POST "https://a.example" with { body: { key: «secret.a» } }'), 'S603'],
    [then('notify @kim with { title: "{{«secret.a»}}" }'), 'S603'],
    ['connection c = slack { token: "Bearer {{«secret.slack»}}" }', 'S603'],
    [then('set x = «secret.a»'), 'S603'],
    [`connection c = slack { token: «"${'xoxb'}-1234567890-abc"» }`, 'S601'],
  ])('%s', expectFinding)
})

describe('names from outside only warn', () => {
  test.each<Row>([
    [then('notify @payments, @kim via slack, email'), null],
    [then('notify «@paymets»'), 'W508', /@payments/],
    [then('notify @kim via «slak»'), 'W508', /`slack`/],
    [then('notify @kim, «"#ops"»'), 'W508', /not delivered outside/],
    [then('notify "#ops" via slack'), null],
    [then('notify "ops@example.org"'), null],
    [`connection pager = twilio_voice { } ${then('notify @kim via pager')}`, null],
    [`schedule night in "UTC" { level 1 always { @kim } } ${then('notify @night')}`, null],
    [then('run «restart_servise»'), 'W508', /restart_service/],
    [then('notify @kim via «mail»'), 'W508', /^set `TOCSIN_CONN_MAIL_TYPE=…`/],
    [`playbook p(x: string) { set y = x } ${then('run «p» with { x: "1" }')}`, 'W508', /call it: `call p\(x: …\)`/],
    [then('run restart_service with { service_name: "nginx", «sever»: "web" }'), 'W508', /server/],
    [then('run restart_service with { «service»: "nginx", server: "web" }'), 'W508', /did you mean `service_name`/],
    [then('notify @kim via slack, «slack»'), 'W512', /told once/],
    [then('notify @kim, @payments, «@kim»'), 'W512'],
    [then('approve by @kim, «@kim» up to 5m'), 'W512'],
    [then('notify "{{label.a}}", "{{label.a}}"'), null],
    ['schedule s in "UTC" { level 1 rotate 1w from 2026-01-05T09:00 { @kim, @payments, @kim } }', null],
    [then(`set x = "a «${held('alert.title')}»"`), 'W511', /`\{\{alert\.title\}\}`.*`\$\\\{`/],
    [then(`set x = "«${held('NAME')}»"`), 'W511', /two braces/],
    [then(`set x = "$\\{NAME} costs ${held('{label.price}')}"`), null],
    [then('notify @kim with { «titel»: "x", runbook: "y" }'), 'W509', /`title`/],
    [then('escalate @kim with { «resolv»: false }'), 'W509', /`resolve`/],
    [then('notify @kim with { «Body»: "x" }'), 'W509', /`body`/],
    [then('notify @kim with { title: "x", «tittle»: "y" }'), 'W509', /meant as a field/],
    [then('notify @kim with { title: "x", body: "y", resolve: false, runbook: "z", host: label.host }'), null],
    [then('http POST "https://a.example" with { «bodi»: "x" }'), 'W590', /did you mean `body`/],
    ['template «t» = "x"', 'W507'],
    ['const «c» = 1', 'W507'],
  ])('%s', expectFinding)
  test.each([
    ['notify @paymets', 'notify @payments'],
    ['notify @kim via slak', 'notify @kim via slack'],
    ['notify @kim via mail', null],
    ['run restart_servise', 'run restart_service'],
    ['run restart_service with { sever: "web" }', 'run restart_service with { server: "web" }'],
    [
      'run restart_service with { service: "a", server: "b" }',
      'run restart_service with { service_name: "a", server: "b" }',
    ],
    ['notify @kim, @payments, @kim', 'notify @kim, @payments'],
    ['notify @kim via slack, slack', 'notify @kim via slack'],
    [`set x = "${held('alert.title')}"`, 'set x = "{{alert.title}}"'],
    [`set x = "${held('NAME')}"`, null],
    ['if alert.severity == error { end }', 'if alert.severity == high { end }'],
    ['if alert.started_at > 5m { end }', 'if age(alert.started_at) > 5m { end }'],
    ['if label.team == null { end }', 'if not has label.team { end }'],
    ['if annotations.summary contains "x" { end }', 'if metadata.annotations.summary contains "x" { end }'],
    ['if label.env == prod { end }', 'if label.env == "prod" { end }'],
    ['notify @kim with { titel: "x" }', 'notify @kim with { title: "x" }'],
    ['notify @kim with { title: "x", tittle: "y" }', null],
  ])('%s is mended', (step, better) => {
    const text = then(step)
    const [problem = expect.unreachable()] = heard(check([parse(text, 'a.rule')], known, { executed: false }))
    expect(mended(text, problem)).toBe(better && then(better))
  })
  test.each<[step: string, missing: string[]]>([
    ['run restart_service', ['service_name', 'server']],
    ['run restart_service with { server: "web" }', ['service_name']],
    ['run restart_service with { server: "web", service_name: "nginx" }', []],
  ])('%s lacks what it needs', (step, missing) => {
    const found = heard(check([parse(then(step), 'a.rule')], demanding, { executed: false }))
    expect(found.map(({ code, args }) => [code, args.name])).toEqual(missing.map((name) => ['W508', name]))
  })
  test('nothing is warned of when nobody knows the names', () => {
    const text = then('notify @nobody via nothing run unheard')
    expect(heard(check([parse(text, 'a.rule')], {}, { executed: false }))).toEqual([])
  })
})

test('conditions made of each other are told of each', () => {
  const found = check([parse('condition a = not b condition b = a', 'a.rule')], known, { executed: false })
  expect(found.map((problem) => problem.code)).toEqual(['E216', 'E216'])
})

describe('cascades', () => {
  test('one error a statement', () => {
    const found = check([parse(when('alert.a == "x" and alert.b == "y"'), 'a.rule')], known, { executed: false })
    expect(found).toHaveLength(1)
  })
  test('each statement its own', () => {
    const found = check([parse(then('set x = alert.a set y = alert.b'), 'a.rule')], known, { executed: false })
    expect(found.map((problem) => problem.code)).toEqual(['E201', 'E201'])
  })
  test('what a broken declaration names is known', () => {
    const text = `template page = 5\n${then('notify @kim using page')}`
    expect(check([parse(text, 'a.rule')], known, { executed: false }).map((one) => one.code)).toEqual(['E101'])
  })
})
