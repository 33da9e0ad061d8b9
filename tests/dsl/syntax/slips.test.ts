import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended } from '../marked.ts'

const rule = (inside: string) => `rule "r" { ${inside} }`
const when = (condition: string) => rule(`when ${condition} then { end ok }`)
const then = (steps: string) => rule(`then { ${steps} }`)
const window = (inside: string) => `window w in "UTC" { ${inside} }`

/** `right` is what the fix makes of it; null where the writer has to decide. */
type Row = [wrong: string, right: string | null, help: RegExp]

function expectSlip(wrong: string, right: string | null, help: RegExp) {
  const { problems } = parse(wrong, 'a.rule')
  const [problem = expect.unreachable()] = problems
  expect(problem.help).toMatch(help)
  expect(mended(wrong, problem)).toBe(right)
  if (right !== null) expect(parse(right, 'a.rule').problems).toEqual([])
}

describe('waits and durations', () => {
  test.each<Row>([
    [then('wait for ack 10 minutes'), then('wait for ack up to 10m'), /has a limit: `up to 10m`/],
    [then('wait for ack 15m'), then('wait for ack up to 15m'), /`up to 15m`/],
    [then('wait for ack for 15m'), then('wait for ack up to 15m'), /`up to 15m`/],
    [then('wait until (has label.a) 2 hours'), then('wait until (has label.a) up to 2h'), /`up to 2h`/],
    [then('wait for ack up to 10 minutes'), then('wait for ack up to 10m'), /number with a letter: `10m`/],
    [then('wait for ack up to 10minutes'), then('wait for ack up to 10m'), /number with a letter: `10m`/],
    [then('sleep 30 seconds'), then('sleep 30s'), /`30s`/],
    [then('sleep for 5m'), then('sleep 5m'), /leave `for` out/],
    [then('wait 10m'), then('sleep 10m'), /`sleep 10m` to pause/],
    [then('wait for 10m'), null, /`wait for ack up to 10m`/],
    [then('wait for acknowledgement up to 5m'), then('wait for ack up to 5m'), /`ack`/],
    [then('wait for resolved up to 5m'), then('wait for resolve up to 5m'), /`resolve`/],
    [then('wait for approval by @a up to 5m'), null, /`approve by @team/],
    [then('wait until has label.a up to 1h'), null, /in parentheses/],
    [when('count >= 3 within 1 day'), when('count >= 3 within 1d'), /`1d`/],
    [when('alert.value > 5 minutes'), when('alert.value > 5m'), /`5m`/],
    [rule('throttle 3 per hour then { end }'), rule('throttle 3 per 1h then { end }'), /`1h`/],
    [rule('throttle 5m then { end }'), null, /`throttle 1 per 5m`/],
    [then('sleep 5fortnights'), null, /durations end in/],
    [then('sleep 1.5h'), then('sleep 1h30m'), /whole numbers: `1h30m`/],
    [then('sleep 1.5 hours'), then('sleep 1h30m'), /whole numbers: `1h30m`/],
    [when('alert.value > 0.5h'), when('alert.value > 30m'), /whole numbers: `30m`/],
    [then('sleep 1h 30m'), then('sleep 1h30m'), /one word: `1h30m`/],
    [then('wait for ack up to 1h 30m'), then('wait for ack up to 1h30m'), /one word: `1h30m`/],
    [then('wait for ack up to "15m"'), then('wait for ack up to 15m'), /without quotes: `15m`/],
    [then('sleep "5 minutes"'), then('sleep 5m'), /without quotes: `5m`/],
    [then('sleep 1y'), then('sleep 365d'), /write days: `365d`/],
    [then('sleep 2 months'), then('sleep 60d'), /write days: `60d`/],
    [rule('on every day then { end }'), rule('on every 1d then { end }'), /`on cron "0 9/],
    [
      then('repeat up to 3 times every minute { end }'),
      then('repeat up to 3 times every 1m { end }'),
      /a number with a letter: `1m`/,
    ],
    [
      'schedule s in "UTC" { level 1 rotate weekly { @a } }',
      'schedule s in "UTC" { level 1 rotate 1w from 2026-01-05T09:00 { @a } }',
      /when the first began/,
    ],
    [
      'schedule s in "UTC" { level 1 rotate 1w { @a } }',
      'schedule s in "UTC" { level 1 rotate 1w from 2026-01-05T09:00 { @a } }',
      /`from 2026-01-05T09:00` is missing/,
    ],
    ['schedule s in "UTC" { level 1 rotate 1w from monday { @a } }', null, /a day and a time/],
    ['test "t" { at 03:10 given alert { } }', null, /a day and a time: `2026-01-31T03:10`/],
    [window('mon..fri 9am..5pm'), window('mon..fri 09:00..17:00'), /24 hours: `09:00\.\.17:00`/],
    [window('mon 12am..06:00'), window('mon 00:00..06:00'), /24 hours: `00:00`/],
  ])('%s', expectSlip)
})

describe('quotes and characters', () => {
  test.each<Row>([
    [when('label.a == `prod eu`'), when('label.a == "prod eu"'), /double quotes/],
    [when("label.a == 'it is so'"), when('label.a == "it is so"'), /double quotes/],
    [when('label.a == \'say "hi"\''), when('label.a == "say \\"hi\\""'), /double quotes/],
    [when('label.a == “prod”'), when('label.a == "prod"'), /plain double quotes/],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what people write.
    [then('set x = `hi ${label.a}`'), null, /\{\{label\.name\}\}/],
    [when("label.a == 'C:\\dir'"), null, /double quotes/],
    ["rule 'disk full' { then { end } }", 'rule "disk full" { then { end } }', /double quotes/],
    ['// note\n', '# note\n', /comments begin with `#`/],
    ['/* note */', null, /comments begin with `#`/],
    [then('notify @a;'), then('notify @a'), /no separator/],
    [when('$label.a == "b"'), when('label.a == "b"'), /without it/],
    [when('alert.value > .5'), when('alert.value > 0.5'), /`0\.5`/],
    [when('alert.value > 5 %'), when('alert.value > 5%'), /`5%`/],
    [when('alert.value > 1,000'), when('alert.value > 1_000'), /`1_000`/],
    [when('alert.value * 2 > 5'), null, /only `\+` and `-`/],
    [when('has label.a ? true : false'), null, /no `\? :`/],
    [then('notify #ops via slack\n'), then('notify "#ops" via slack\n'), /`#` begins a comment.*`"#ops"`/],
  ])('%s', expectSlip)
})

describe('a room without quotes', () => {
  test.each<Row>([
    [then('notify #ops via slack'), then('notify "#ops" via slack'), /`#` begins a comment.*`"#ops"`/],
    [then('notify @a, #ops via slack'), then('notify @a, "#ops" via slack'), /`"#ops"`/],
    [then('notify #ops'), then('notify "#ops"'), /`"#ops"`/],
    [then('approve by @a, #ops up to 5m'), then('approve by @a, "#ops" up to 5m'), /`"#ops"`/],
  ])('%s', (wrong, right, help) => {
    expectSlip(wrong, right, help)
    expect(parse(wrong, 'a.rule').problems).toHaveLength(1)
  })
  test.each([
    'notify #tell them\n@a',
    'notify @a, #and\n@b',
    'notify @a #ops know\n',
    'notify # a note\n@a',
    'approve by #whom\n@a up to 5m',
    'notify @a via slack, #and\nemail',
    'set x = ["a", #first\n"b"]',
  ])('%j is a comment', (steps) => {
    expect(parse(then(steps), 'a.rule').problems).toEqual([])
  })
  test('a list by which is grouped asks for no room', () => {
    const [problem] = parse(rule('group by #host\nthen { end }'), 'a.rule').problems
    expect(problem?.help ?? '').not.toMatch(/a room stands/)
  })
})

describe('conditions of other languages', () => {
  test.each<Row>([
    [when('label.a is "b"'), when('label.a == "b"'), /`==`/],
    [when('label.a is not "b"'), when('label.a != "b"'), /`!=`/],
    [when('label.a not == "b"'), when('label.a != "b"'), /`!=`/],
    [when('label.n gte 5'), when('label.n >= 5'), /`>=`/],
    [when('label.a.startswith("x")'), when('label.a starts with "x"'), /`label\.a starts with "x"`/],
    [when('label.a startsWith "x"'), when('label.a starts with "x"'), /`starts with`/],
    [when('label.a starts "x"'), when('label.a starts with "x"'), /`with` is missing behind `starts`/],
    [when('label.a includes "x"'), when('label.a contains "x"'), /`contains`/],
    [when('alert.name =~ "disk.*"'), when('alert.name matches /^(disk.*)$/'), /in slashes/],
    [when('alert.name !~ "a/b"'), when('alert.name not matches /^(a\\/b)$/'), /in slashes/],
    [when('alert.name ~ "disk"'), when('alert.name matches /disk/'), /in slashes/],
    [when('alert.name ~ /x/'), when('alert.name matches /x/'), /`matches`/],
    [when('alert.name matches "disk.*"'), when('alert.name matches /disk.*/'), /in slashes: `\/disk\.\*\/`/],
    [when('alert.name like "x%"'), null, /`matches \/…\/`/],
    [when('label.a in ("a", "b")'), when('label.a in ["a", "b"]'), /in brackets/],
    [when('1 < alert.value < 5'), when('1 < alert.value and alert.value < 5'), /compare twice/],
    [when('label.a between 1 and 5'), null, /`label\.a >= … and label\.a <= …`/],
    [when('label.a exists'), when('has label.a'), /`has label\.a`/],
    [when('exists label.a'), when('has label.a'), /`has`/],
    [when('has label.a, has label.b'), null, /`and` or `or`/],
    [when('has label.a xor has label.b'), null, /a and not b/],
    [when('count > 3 in 10m'), when('count > 3 within 10m'), /`within`/],
    [when('count(has label.a) > 3 within 5m'), null, /`count of/],
    [when('label{env="prod"}'), null, /`label\.env == "prod"`/],
    [then('set x = {{label.a}}'), then('set x = label.a'), /only inside texts/],
    [when('label.a IS NOT NULL'), when('has label.a'), /`has label\.a`/],
    [when('label.a is null and has label.b'), when('not has label.a and has label.b'), /`not has label\.a`/],
    [when('label.a is none'), when('not has label.a'), /`not has label\.a`/],
    [when('label.a isnt nil'), when('has label.a'), /`has label\.a`/],
    [when('label.a == not null'), when('has label.a'), /`has label\.a`/],
    [when('label.a not null'), when('has label.a'), /`has label\.a`/],
    [when('label.a isnull'), when('not has label.a'), /`not has label\.a`/],
    [when('alert.name == /Foo/'), when('alert.name matches /Foo/'), /`matches \/Foo\/`/],
    [when('alert.name != /Foo/i'), when('alert.name not matches /Foo/i'), /`not matches \/Foo\/i`/],
    [when('alert.title contains /x/'), when('alert.title matches /x/'), /`matches \/x\/`/],
    [when('alert.title not contains /x/'), when('alert.title not matches /x/'), /`matches \/x\/`/],
    [when('alert.name in [/a/, /b/]'), null, /`matches \/a\/`/],
    [when('label.a cotnains "x"'), when('label.a contains "x"'), /did you mean `contains`/],
  ])('%s', expectSlip)
})

describe('words of Alertmanager and its neighbours', () => {
  const pb = (params: string) => `playbook p(${params}) { end }`
  test.each<Row>([
    [rule('matchers [team="x"] then { end }'), null, /matchers are a condition/],
    [rule('mute_time_intervals: [nights] then { end }'), null, /`suppress when during NAME`/],
    ['inhibit_rules x', null, /`inhibit NAME \{ source/],
    ['silence x', null, /no part of a rule file/],
    ['receiver "ops" { email "x@y" }', null, /`then \{ notify @team via NAME \}`/],
    ['group_by label.x', null, /inside a rule/],
    [then('notify @a by email'), then('notify @a via email'), /`via`/],
    [then('escalate @a 2'), then('escalate @a level 2'), /`level 2`/],
    [window('weekdays 09:00..17:00'), window('mon..fri 09:00..17:00'), /`mon\.\.fri`/],
    [window('weekends all day'), window('sat, sun all day'), /`sat, sun`/],
    [when('true'), rule('then { end ok }'), /leave `when` out/],
    [
      when('alert.title contains "a" or contains "b"'),
      when('alert.title contains "a" or alert.title contains "b"'),
      /say again of what: `alert\.title contains …`/,
    ],
    [
      rule('on alert "X" then { end }'),
      rule('on alert when alert.name == "X" then { end }'),
      /`when alert\.name == "X"`/,
    ],
    [when('count label.host >= 3 within 10m'), when('distinct label.host >= 3 within 10m'), /`distinct`/],
    [pb('x: list<string>'), pb('x: list'), /`list` alone/],
    [pb('string x'), pb('x: string'), /`x: string`/],
    [then('http POST "http://x.example" body: "x"'), null, /`with \{ body: … \}`/],
    [then('run a verify alert.status == resolved within 3m'), null, /in parentheses/],
    [rule('on absence of alert.name == "X" for 1h then { end }'), null, /in parentheses/],
    [then('restart_service("x")'), null, /`run restart_service with \{ … \}` runs a remediation, `call/],
    [when('label.k8s.io/app == "x"'), when('label["k8s.io/app"] == "x"'), /`label\["k8s\.io\/app"\]`/],
    [when('label.k8s.io/app == "x" and label.a/b == "y"'), null, /`label\["k8s\.io\/app"\]`/],
    [rule('throttle 5/1h then { end }'), rule('throttle 5 per 1h then { end }'), /`5 per 1h`/],
    [rule('throttle 5/h then { end }'), rule('throttle 5 per 1h then { end }'), /`5 per 1h`/],
  ])('%s', expectSlip)
})

describe('parameters where only a literal may stand, and conditions where a value is meant', () => {
  test.each<Row>([
    [then('sleep grace'), null, /only a literal may stand here, such as `15m`/],
    [then('wait for ack up to d'), null, /only a literal may stand here, such as `15m`/],
    [then('repeat up to n times { end }'), null, /only a literal may stand here, such as `3`/],
    [then('call p(dry: label.dry == "true")'), null, /a value, not a condition.*read as true or false/],
    [then('call p(dry: has label.dry)'), null, /a value, not a condition/],
  ])('%s', expectSlip)
})

describe('values of texts as Alertmanager writes them', () => {
  test.each<Row>([
    [then('set x = "{{ $labels.host }}"'), then('set x = "{{label.host}}"'), /`\{\{label\.host\}\}`/],
    [then('set x = "{{ .CommonLabels.host }}"'), then('set x = "{{label.host}}"'), /`\{\{label\.host\}\}`/],
    [then('set x = "{{- .Annotations.summary -}}"'), then('set x = "{{metadata.annotations.summary}}"'), /annotations/],
    [then('set x = "{{ $value }}"'), then('set x = "{{alert.value}}"'), /alert\.value/],
    [then('set x = "{{ $labels.host | toUpper }}"'), null, /`\{\{label\.host\}\}`/],
    [then('set x = "{{ range .Alerts }}"'), null, /a path or a function/],
  ])('%s', expectSlip)
})

describe('items of a rule', () => {
  test.each<Row>([
    ['rule "x"\n  when has label.a\n  then { end }', null, /`rule "…" \{ … \}`/],
    ['rule "x" = { then { end } }', 'rule "x" { then { end } }', /leave `=` out/],
    ['rule { then { end } }', null, /give it a name/],
    ['alert "x" { then { end } }', null, /`rule "name"/],
    ['groups:\n  - name: x', null, /not YAML/],
    ['- alert: x', null, /not YAML/],
    ['{ "name": "x" }', null, /not YAML/],
    [rule('if has label.a then { end }'), rule('when has label.a then { end }'), /`when`/],
    [rule('if has label.a { notify @a }'), null, /asks by `when/],
    [rule('where has label.a then { end }'), rule('when has label.a then { end }'), /`when`/],
    [rule('priority: 100 then { end }'), rule('priority 100 then { end }'), /no `:` stands behind `priority`/],
    [rule('when: has label.a then { end }'), rule('when has label.a then { end }'), /no `:`/],
    [rule('then notify @a'), null, /`then \{ … \}`/],
    [rule('do { end }'), rule('then { end }'), /`then`/],
    [rule('when has label.a\nnotify @a'), null, /inside `then/],
    [rule('description "x" then { end }'), null, /`meta \{ description: … \}`/],
    [rule('enabled false then { end }'), null, /`disabled` alone/],
    [rule('for 5m then { end }'), null, /`dedup by/],
    [rule('group_by label.a then { end }'), rule('group by label.a then { end }'), /`group by`/],
    [rule('group by [label.a] then { end }'), rule('group by label.a then { end }'), /without brackets/],
    [rule('group by host then { end }'), rule('group by label.host then { end }'), /`label\.host`/],
    [rule('group_wait 30s then { end }'), null, /`group by label\.x wait 30s`/],
    [rule('group_interval: 5m then { end }'), null, /`group by label\.x every 5m`/],
    [rule('repeat_interval 4h then { end }'), null, /`group by label\.x repeat 4h`/],
    [
      rule('group by label.a group_wait: 30s then { end }'),
      rule('group by label.a wait 30s then { end }'),
      /`wait 30s`/,
    ],
    [rule('priority high then { end }'), null, /is a number/],
    [rule('then { end } else { end }'), null, /second rule/],
    [rule('then { end } continue'), null, /tried anyway/],
    [rule('then { end }\nstop\n'), rule('then { end }\nstop processing\n'), /`processing` is missing behind `stop`/],
    [rule('every 5m then { end }'), rule('on every 5m then { end }'), /`on`/],
    [rule('on cron "0 9 * * *" then { end }'), null, /time zone behind/],
    [rule('on schedule "x" then { end }'), null, /`on cron/],
    [rule('dedup for 5m then { end }'), null, /`dedup by alert\.fingerprint/],
    [rule('suppress has label.a'), rule('suppress when has label.a'), /`when`/],
    [rule('meta { owner = @a } then { end }'), rule('meta { owner : @a } then { end }'), /`:`/],
    [rule('unless has label.a then { end }'), null, /`when not/],
  ])('%s', expectSlip)
})

describe('steps of other languages', () => {
  test.each<Row>([
    [then('when has label.a { end }'), then('if has label.a { end }'), /`if`/],
    [then('if has label.a then { end }'), then('if has label.a { end }'), /leave `then` out/],
    [then('if has label.a: end'), null, /in braces/],
    [then('let x = 5'), then('set x = 5'), /`set`/],
    [then('x = 5'), then('set x = 5'), /`set` in front/],
    [then('set x: 5'), then('set x= 5'), /`=`/],
    [then('set x += 1'), then('set x = x + 1'), /`= x \+`/],
    [then('notify(@a)'), then('notify @a'), /no parentheses/],
    [then('notify to @a'), then('notify @a'), /leave `to` out/],
    [then('notify ops@example.org'), then('notify "ops@example.org"'), /quotes/],
    [then('notify jo.lee@mail.example.org, @b'), then('notify "jo.lee@mail.example.org", @b'), /quotes/],
    [then('notify @a and @b'), then('notify @a, @b'), /`,`/],
    [then('notify @a, and @b'), then('notify @a, @b'), /leave `and` out/],
    [then('notify @a "hi"'), then('notify @a with { title: "hi" }'), /stands in `with`/],
    [then('notify @a message "hi"'), then('notify @a with { title: "hi" }'), /stands in `with`/],
    [then('notify @a via "slack"'), then('notify @a via slack'), /without quotes/],
    [then('notify @a on slack'), then('notify @a via slack'), /`via slack`/],
    [then('notify slack'), null, /`notify @team via slack`/],
    [then('notify @a with title: "x"'), null, /`with \{ key: value \}`/],
    [then('notify @a via [email, slack]'), then('notify @a via email, slack'), /without brackets/],
    [then('notify [@a, @b]'), then('notify @a, @b'), /without brackets/],
    [then('escalate @a after 5m'), then('wait for ack up to 5m on timeout { escalate @a }'), /`wait for ack up to 5m`/],
    [then('escalate @a after 5m via slack'), null, /`wait for ack up to 5m`/],
    [then('notify @a after 5m'), null, /`sleep 5m` in front/],
    [then('page @a'), then('notify @a'), /`notify`/],
    [then('send @a "hi"'), null, /`notify @team/],
    [then('escalate to @a'), then('escalate @a'), /leave `to` out/],
    [then('create ticket in jira'), then('ticket create in jira'), /`ticket create`/],
    [then('ticket create jira'), then('ticket create in jira'), /`in` is missing behind `create`/],
    [then('approve @a up to 5m'), then('approve by @a up to 5m'), /`by`/],
    [then('run "x"'), then('run x'), /without quotes/],
    [then('run x(host: label.a)'), then('run x with { host: label.a }'), /`with \{ … \}`/],
    [then('run x with (host: label.a)'), then('run x with { host: label.a }'), /`with \{ key/],
    [then('run x retry 3'), then('run x retry 3 times'), /`times`/],
    [then('run x on failure { end }'), then('run x on error { end }'), /`error`/],
    [then('run x on success { end }'), null, /not needed/],
    [then('call clean("x", 4)'), null, /`call clean\(NAME: "x"\)`/],
    [then('call clean({ a: 1 })'), null, /`call clean\(NAME: …\)`/],
    [then('call clean(host)'), null, /`call clean\(NAME: host\)`/],
    [then('call clean(host: label.a, label.b)'), null, /`call clean\(NAME: label\.b\)`/],
    [then('call https://a.example/x/y'), then('http GET "https://a.example/x/y"'), /`http GET "https:/],
    [then('http GET https://a.example/x as y'), then('http GET "https://a.example/x" as y'), /in quotes/],
    [then('http https://a.example/x'), then('http GET "https://a.example/x"'), /`GET "https:/],
    [
      then('http POST "https://a.example" with { body: { at: https://b.example/{{label.x}}/y } }'),
      then('http POST "https://a.example" with { body: { at: "https://b.example/{{label.x}}/y" } }'),
      /in quotes/,
    ],
    [
      'connection w = webhook { url: https://a.example/x}',
      'connection w = webhook { url: "https://a.example/x"}',
      /in quotes/,
    ],
    [then('set x = "a {{label["a/b"]}} c"'), then(`set x = "a {{label['a/b']}} c"`), /quotes are single/],
    [then('set x = "{{label["app"] | upper}}"'), then(`set x = "{{label['app'] | upper}}"`), /quotes are single/],
    [then('set x = "{{label["a b"]}}"'), null, /`\{\{label\['…'\]\}\}`/],
    [then(`set x = "{{'x'}} y"`), then('set x = "x y"'), /write `x` into the text/],
    [then('set x = "{{ 5 }}%"'), then('set x = "5%"'), /write `5`/],
    [then(`set x = "{{'x' | upper}}"`), null, /as it shall stand there/],
    [then('set x = "{{label.a-b}}"'), then(`set x = "{{label['a-b']}}"`), /label\['a-b'\]/],
    [then('set x = "{{label.k8s.io/name | upper}}"'), null, /label\['k8s\.io\/name'\]/],
    [then('call clean'), then('call clean()'), /`call clean\(\)`/],
    [then('http get "https://a.example"'), then('http GET "https://a.example"'), /`GET`/],
    [then('http "https://a.example"'), then('http GET "https://a.example"'), /`GET`/],
    [then('return'), then('end'), /`end`/],
    [then('end success'), then('end ok'), /`ok`/],
    [then('end "done"'), then('end ok "done"'), /`ok`/],
    [then('while has label.a { end }'), null, /has a limit/],
    [then('repeat 3 times { end }'), then('repeat up to 3 times { end }'), /`up to`/],
    [then('for each x in label.y { end }'), then('for each x in label.y max 20 items { end }'), /say how many at most/],
    [then('for (const x of y) { }'), null, /`for each x in LIST/],
    [then('try { run x } catch { }'), null, /`on error/],
    [then('parallel { branch "a" { end } }'), null, /`parallel wait all/],
    [then('notfy @a'), then('notify @a'), /did you mean `notify`/],
  ])('%s', expectSlip)
})

describe('other declarations', () => {
  test.each<Row>([
    [
      'inhibit a { source (has label.a) target (has label.b) by label.c }',
      'inhibit a { source (has label.a) mutes (has label.b) by label.c }',
      /`mutes`/,
    ],
    [
      'inhibit a { source (has label.a) mutes (has label.b) equal label.c }',
      'inhibit a { source (has label.a) mutes (has label.b) by label.c }',
      /`by`/,
    ],
    [rule('repeat 4h then { end }'), null, /belongs to the grouping: `group by label\.x repeat 4h`/],
    ['import "a.rule"', 'use "a.rule"', /`use`/],
    ['use shared.rule', 'use "shared.rule"', /in quotes/],
    ['x = 5', 'const x = 5', /`const x = …`/],
    ['const x 5', 'const x = 5', /`=`/],
    ['const x := 5', 'const x = 5', /`=`/],
    ['function f() { end }', 'playbook f() { end }', /`playbook`/],
    ['playbook f { end }', 'playbook f() { end }', /`playbook f\(\)`/],
    ['playbook f(host) { end }', 'playbook f(host: string) { end }', /`host: string`/],
    ['template t { "x" }', null, /`template t = "…"`/],
    ['channel slack { }', null, /`connection slack = slack/],
    ['window w { mon 09:00..10:00 }', null, /time zone/],
    ['window "w" in "UTC" { mon all day }', 'window w in "UTC" { mon all day }', /without quotes/],
    [window('mon-fri 09:00..17:00'), window('mon..fri 09:00..17:00'), /`\.\.`/],
    [window('monday all day'), window('mon all day'), /`mon`/],
    [window('mon 9:00..17:00'), window('mon 09:00..17:00'), /`09:00`/],
    [window('09:00..17:00'), window('every day 09:00..17:00'), /the days first/],
    ['schedule s in "UTC" { level 1 @a }', null, /`always`/],
    ['edition "1"', 'edition 1', /without quotes/],
    ['test "x" { given alert "a" }', null, /`given alert \{ name/],
    ['test "x" { expect match "r" }', 'test "x" { expect matched "r" }', /`matched`/],
    ['test "x" { assert matched "r" }', 'test "x" { expect matched "r" }', /`expect`/],
  ])('%s', expectSlip)
})

describe('values that other languages have', () => {
  test.each<Row>([
    [when('label.a == True'), when('label.a == true'), /`true`/],
    [when('severity == "critical"'), when('alert.severity == "critical"'), /`alert\.severity`/],
    [when('age > 5m'), when('age(alert.started_at) > 5m'), /`age\(alert\.started_at\)`/],
    [when('labels.a == "b"'), when('label.a == "b"'), /did you mean `label`/],
    [when('label.a == None'), when('not has label.a'), /`not has label\.a`/],
  ])('%s', (wrong, right, help) => {
    const [problem = expect.unreachable()] = check([parse(wrong, 'a.rule')], {})
    expect(problem.help).toMatch(help)
    expect(mended(wrong, problem)).toBe(right)
    if (right !== null) expect(check([parse(right, 'a.rule')], {})).toEqual([])
  })
})

test.each(['constructor', 'toString', 'valueOf', '__proto__'])(
  '%s in a wrong place gets no words of JavaScript',
  (word) => {
    const places = [
      `when has ${word} then { end ok }`,
      `when label.x ${word} "a" then { end ok }`,
      `when label.x ${word} null then { end ok }`,
      `when label.x.${word}("a") then { end ok }`,
      `group by label.x ${word} 5m then { end ok }`,
      `${word} then { end ok }`,
      `then { ${word} @a }`,
    ]
    for (const place of places) {
      const { problems } = parse(`rule "r" { ${place} }`, 'a.rule')
      expect(problems, place).not.toEqual([])
      // Data, and nothing more.
      expect(JSON.parse(JSON.stringify(problems))).toEqual(problems)
      expect(JSON.stringify(problems)).not.toMatch(/native code|\[object/u)
    }
  },
)

describe('names of a rule, and expectations asked as conditions are', () => {
  const expecting = (asked: string) => `test "t" { given alert { name: "x" } expect ${asked} }`
  test.each<Row>([
    [then('set cc = 3 if has cc { end }'), null, /`has cc\.ok`.*`default\(cc, …\)`/],
    [then('run a as cc if has cc { end }'), null, /`has cc\.ok`/],
    [then('if has cc { end }'), then('if has label.cc { end }'), /`label\.cc`/],
    [then('set sun = 1'), null, /`sun` is a reserved word/],
    [expecting('alert.tags contains "x"'), null, /compares by `==`/],
    [expecting('has label.x'), null, /compares by `==`/],
    [expecting('not has label.x'), null, /compares by `==`/],
    [expecting('label.x in ["a"]'), null, /compares by `==`/],
    [expecting('alert.name matches /t/'), null, /compares by `==`/],
    [expecting('not alert.name starts with "t"'), null, /compares by `==`/],
  ])('%s', expectSlip)
})
