/** Every step beside those of plain ladders, by tests in the language itself: mind, virtual world and expectations together. */
import { describe, expect, test } from 'vitest'
import { expectStory, storyOf } from './story.ts'

const rule = (steps: string, after = '') => `rule "R" { when alert.name == "A" then { ${steps} } ${after} }\n`
const given = 'given alert { name: "A", labels: { host: "w1" }, metadata: { hosts: ["a", "b", "c"], none: [] } }'

describe('for each (D111)', () => {
  test('does its steps for each item, so many at once', () =>
    expectStory(`${rule(`
        for each host in metadata.hosts max 3 items, 2 at once { notify "#{{host}}" sleep 1m }
        notify @done`)}
      test "t" {
        ${given}
        expect notify "#a"
        expect notify "#b"
        expect not notify "#c"
        after 1m
        expect notify "#c"
        expect not notify @done
        after 1m
        expect notify @done
      }`))
  test('one item after the other where it does not say; names are of each pass', () =>
    expectStory(`${rule(`
        set seen = ""
        for each host in metadata.hosts max 9 items { set mine = host set seen = seen + mine }
        if mine == "c" { notify @leaked } else { notify @gone }`)}
      test "t" { ${given} expect seen == "abc" expect notify @gone }`))
  test.each([
    ['more items than allowed', 'metadata.hosts max 2 items', 'too-many-items'],
    ['no list', 'label.host max 2 items', 'not-a-list'],
    ['a missing one', 'metadata.nothing max 2 items', 'not-a-list'],
  ])('%s is an error before the first', (_what, list, code) =>
    expectStory(`${rule(`for each host in ${list} { notify @each } on error { notify "#{{error.code}}" }`)}
      test "t" { ${given} expect notify "#${code}" expect not notify @each expect end ok }`),
  )
  test('an empty list', () =>
    expectStory(`${rule('for each host in metadata.none max 2 items { notify @each } on empty { notify @empty }')}
      test "t" { ${given} expect notify @empty expect not notify @each }`))
  test('a failing item lets those under way finish and begins no more', () =>
    expectStory(`${rule(`
        for each host in metadata.hosts max 3 items, 2 at once {
          if host == "a" { run broken } else { sleep 1m notify "#{{host}}" }
        } on error { notify @failed }`)}
      test "t" {
        mock run broken returns { ok: false }
        ${given}
        expect not notify @failed
        after 1m
        expect notify "#b"
        expect not notify "#c"
        expect notify @failed
      }`))
})

describe('repeat (D112)', () => {
  test('asks before each pass, also the first, and pauses between', () =>
    expectStory(`${rule(`
        set n = 0
        repeat up to 5 times every 2m until (n >= 2) { set n = n + 1 notify "#{{n}}" }
        notify @after`)}
      test "t" {
        ${given}
        expect notify "#1"
        expect not notify "#2"
        after 2m
        expect notify "#2"
        after 1m
        expect not notify @after
        after 1m
        expect notify @after
        expect n == 2
      }`))
  test('what holds from the beginning does nothing', () =>
    expectStory(`${rule('repeat up to 3 times until (label.host == "w1") { notify @each } notify @after')}
      test "t" { ${given} expect not notify @each expect notify @after }`))
  test('never true in so many times: on timeout', () =>
    expectStory(`${rule(`
        repeat up to 2 times every 1m until (alert.status == "resolved") { notify @each } on timeout { notify @late }`)}
      test "t" { ${given} after 59s expect not notify @late after 1s expect notify @late }
      test "it holds" { ${given} resolve alert after 5m expect not notify @late }`))
  test('asks windows', () =>
    expectStory(`${rule('repeat up to 9 times every 1m until (count of (alert.name == "E") < 1 within 2m) { set x = 1 } notify @quiet')}
      test "t" { given alert { name: "E" } ${given} after 1m expect not notify @quiet after 1m expect notify @quiet }`))
})

describe('parallel (D110)', () => {
  const branches = (join: string, first: string, second: string) =>
    rule(
      `parallel wait ${join} { branch "a" { ${first} } branch "b" { ${second} } } on error { notify @failed } notify @after`,
    )
  test('all: goes on after the last', () =>
    expectStory(`${branches('all', 'notify @a', 'sleep 5m notify @b')}
      test "t" { ${given} expect notify @a after 4m expect not notify @after after 1m expect notify @b expect notify @after }`))
  test('all: a failing branch lets the others finish', () =>
    expectStory(`${branches('all', 'end failed "x"', 'notify @b').replace('end failed "x"', 'run broken')}
      test "t" {
        mock run broken returns { ok: false }
        ${given}
        expect notify @b
        expect notify @failed
      }`))
  test('any: the first cancels the others', () =>
    expectStory(`${branches('any', 'sleep 1m notify @a', 'sleep 5m notify @b')}
      test "t" { ${given} after 1m expect notify @after after 9m expect not notify @b }`))
  test('any: what was cancelled stays so while the run goes on', () =>
    expectStory(`${rule('parallel wait any { branch "a" { sleep 1m } branch "b" { sleep 5m notify @b } } sleep 1h notify @end')}
      test "t" { ${given} after 2h expect not notify @b expect notify @end }`))
  test('any: one that fails leaves it to the others; all failing is an error', () =>
    expectStory(`${branches('any', 'run broken', 'sleep 5m notify @b')}
      test "t" {
        mock run broken returns { ok: false }
        ${given}
        after 5m
        expect notify @b
        expect notify @after
        expect not notify @failed
      }`))
  test('any: all failing is an error', () =>
    expectStory(`${branches('any', 'run broken', 'run broken')}
      test "t" { mock run broken returns { ok: false } ${given} expect notify @failed }`))
  test('an end in a branch ends the run', () =>
    expectStory(`${branches('all', 'end ok', 'sleep 5m notify @b')}
      test "t" { ${given} expect end ok after 9m expect not notify @b }`))
})

describe('wait until (D10)', () => {
  const waits = rule('wait until (metadata.free > 30GiB) up to 10m as w on timeout { notify @late } notify @after')
  test('goes on when it holds', () =>
    expectStory(`${waits}
      test "t" {
        given alert { name: "A", metadata: { free: 9GiB } }
        expect not notify @after
        after 1m
        given alert { name: "A", metadata: { free: 40GiB } }
        expect notify @after
        expect not notify @late
        expect w.outcome == "holds"
      }
      test "never" {
        given alert { name: "A", metadata: { free: 9GiB } }
        after 10m
        expect notify @late
        expect notify @after
        expect w.outcome == "timeout"
      }`))
  test('people are told after it although all is over', () =>
    expectStory(`${rule('wait until (alert.status == "resolved") up to 1h notify @after')}
      test "t" { ${given} resolve alert expect notify @after }`))
})

describe('approve (D117)', () => {
  const asks = rule(`
    approve by @dba, @lead up to 30m as ok
      on approved { notify @go }
      on rejected { notify "#no-{{ok.by}}" }
      on timeout { notify @late }
    notify @after`)
  test('one of those asked decides', () =>
    expectStory(`${asks}
      test "approved" { ${given} expect not notify @after approve by @lead expect notify @go expect notify @after expect ok.by == "@lead" }
      test "rejected" { ${given} reject by @dba expect notify "#no-@dba" expect notify @after expect ok.approved == false }
      test "nobody" { ${given} after 29m expect not notify @late after 1m expect notify @late }`))
  test('as many as it says, each once', () =>
    expectStory(`${rule('approve by @a, @b, @c up to 30m with { quorum: 2 } notify @after')}
      test "t" { ${given} approve by @a approve by @a expect not notify @after approve by @b expect notify @after }`))
  test('without handler a rejection and the end of the time are errors', () =>
    expectStory(`${rule('approve by @a up to 30m', 'on error { notify "#{{error.code}}" }')}
      test "rejected" { ${given} reject by @a expect notify "#rejected" }
      test "nobody" { ${given} after 30m expect notify "#timeout" }`))
  test('a test says when nobody asks, or asked somebody else', () => {
    expect(storyOf(`${rule('notify @a')} test "t" { ${given} approve by @a expect end ok }`)).toContain(
      '    nothing waits for a decision',
    )
    expect(storyOf(`${asks} test "t" { ${given} reject by @kim expect running }`)).toContain('    @kim was not asked')
  })
})

describe('http (D119)', () => {
  test('its answer is read by its name', () =>
    expectStory(`${rule(`
        http GET "https://inventory.example/{{label.host}}" as host on error { notify "#{{error.code}}" }
        if host.body.role == "worker" { notify @worker }`)}
      test "found" { mock http host returns { status: 200, body: { role: "worker" } } ${given} expect notify @worker }
      test "refused at once" {
        mock http host returns { status: 404 }
        ${given}
        expect notify "#http-status"
        expect host.status == 404
      }
      test "tried again while it may help" {
        mock http host returns { status: 503 }
        ${given}
        expect not notify "#http-status"
        mock http host returns { status: 200 }
        after 1h
        expect not notify "#http-status"
        expect end ok
      }`))
  test.each([408, 429, 500])('%i is tried again', (status) =>
    expectStory(`${rule('http GET "https://x.example" as x retry 1 times backoff 1m on error { notify @failed } notify @after')}
      test "t" {
        mock http x returns { status: ${status} }
        ${given}
        expect not notify @failed
        mock http x returns { status: 200 }
        after 1m
        expect notify @after
        expect not notify @failed
      }`),
  )
  test('what it expects', () =>
    expectStory(`${rule('http POST "https://x.example" as x expect 404..404 notify @fine', 'on error { notify @bad }')}
      test "t" { mock http x returns { status: 404 } ${given} expect notify @fine expect not notify @bad }
      test "u" { mock http x returns { status: 200 } ${given} after 1h expect notify @bad }`))
  test('without a mock the test fails and says how to write one', () => {
    const says = storyOf(`${rule('http GET "https://x.example" as x')} test "t" { ${given} expect end failed }`)
    expect(says).toContain('    http x has no mock: write `mock http x returns { status: 200 }` before it')
    const unnamed = storyOf(`${rule('http GET "https://x.example"')} test "t" { ${given} expect end failed }`)
    expect(unnamed.join('\n')).toContain('give it a name, as in `http … as answer`')
  })
})

test('tickets are created, changed and closed by the name of their step', () =>
  expectStory(`${rule(`
      ticket create in jira as tkt with { title: "x" }
      wait for resolve up to 1h
      ticket update tkt with { body: "y" }
      ticket close tkt`)}
    test "t" {
      mock ticket tkt returns { key: "PAY-7" }
      ${given}
      expect ticket created
      expect not ticket closed
      expect tkt.key == "PAY-7"
      resolve alert
      expect ticket closed
      expect end ok
    }`))

test('what a ticket says stands in the trace, and its fields by their names', () => {
  const steps = 'ticket create in jira as tkt with { title: "Disk", body: "one\\ntwo", project: "OPS" }'
  const told = storyOf(`${rule(steps)} test "t" { ${given} expect ticket closed }`)
  const from = told.findIndex((line) => line.endsWith('ticket create jira-1: Disk'))
  expect(told.slice(from + 1, from + 4).map((line) => line.trim())).toEqual(['│ one', '│ two', '│ project: OPS'])
})

describe('call (D108, D109)', () => {
  const playbook = `
    playbook clean(host: string, tries: number = 2) {
      notify "#{{host}}-{{tries}}"
      if host == "bad" { end failed "no such host" }
      set found = "{{host}}!"
      end ok "cleaned"
      notify @never
    }
    on error { notify @playbook_error }`
  test('parameters, defaults, the result by its name; an end ends the playbook only', () =>
    expectStory(`${playbook}
      ${rule('set found = "mine" call clean(host: label.host) as r notify @after')}
      test "t" {
        ${given}
        expect notify "#w1-2"
        expect not notify @never
        expect notify @after
        expect r.outcome == "ok"
        expect r.message == "cleaned"
        expect r.found == "w1!"
        expect found == "mine"
      }`))
  test('a failed end makes the call fail', () =>
    expectStory(`${playbook}
      ${rule('call clean(host: "bad", tries: 5) as r on error { notify "#{{error.message}}" }')}
      test "t" { ${given} expect notify "#bad-5" expect notify "#no such host" expect r.outcome == "failed" expect not notify @playbook_error }`))
  test('its own handler handles what fails in it', () =>
    expectStory(`playbook p() { run broken notify @never } on error { notify "#{{error.step}}" }
      ${rule('call p() as r notify @after')}
      test "t" {
        mock run broken returns { ok: false }
        ${given}
        expect notify "#p:then.0@r"
        expect notify @after
        expect not notify @never
      }`))
  test('a playbook calls another, twice, and neither knows the names of the other', () =>
    expectStory(`playbook inner(x: string) { set y = x + "i" }
      playbook outer(x: string) { call inner(x: x) as one call inner(x: one.y) as two if y == "oi" { notify @leaked } else { notify "#{{two.y}}" } }
      ${rule('call outer(x: "o") as r')}
      test "t" { ${given} expect notify "#oii" expect r.x == "o" }`))
  test('its limit is for all of it', () =>
    expectStory(`playbook slow() { sleep 10m notify @never }
      ${rule('call slow() timeout 5m on timeout { notify @late } notify @after')}
      test "t" { ${given} after 4m expect not notify @late after 1m expect notify @late after 1h expect not notify @never expect notify @after }`))
  test('its limit is over with it', () =>
    expectStory(`playbook quick() { end ok }
      ${rule('call quick() timeout 5m on timeout { notify @late } sleep 10m notify @after')}
      test "t" { ${given} after 10m expect not notify @late expect notify @after }`))
  test('its limit does not hold the run up', () =>
    expectStory(`playbook quick() { end ok }
      ${rule('call quick() timeout 5m')}
      test "t" { ${given} expect end ok expect not running }`))
  test('an end in a branch ends its other branches, and the run goes on', () =>
    expectStory(`playbook p() { parallel wait all { branch "a" { end ok } branch "b" { sleep 5m notify @never } } }
      ${rule('call p() sleep 1h notify @after')}
      test "t" { ${given} after 1h expect not notify @never expect notify @after }`))
  test('called in a loop, it does not see the names of the pass', () =>
    expectStory(`playbook p() { if host == "a" { notify @leaked } else { notify @fine } }
      ${rule('for each host in metadata.hosts max 3 items { call p() }')}
      test "t" { ${given} expect not notify @leaked expect notify @fine }`))
  test('what is done beside it ends when it fails', () =>
    expectStory(`playbook p() { sleep 5m run broken } on ack { notify @taken sleep 10m notify @never }
      ${rule('parallel wait all { branch "a" { call p() on error { notify @failed } sleep 1h notify @end } branch "b" { wait for ack up to 1h } }')}
      test "t" {
        mock run broken returns { ok: false }
        ${given}
        ack by @kim
        expect notify @taken
        after 5m
        expect notify @failed
        after 2h
        expect not notify @never
        expect notify @end
      }`))
  test('a mock stands for it', () =>
    expectStory(`${playbook}
      ${rule('call clean(host: label.host) as r on error { notify @failed } if r.found == "m" { notify @found }')}
      test "ok" { mock call clean returns { found: "m" } ${given} expect notify @found expect not notify "#w1-2" }
      test "failed" { mock call clean returns { outcome: "failed" } ${given} expect notify @failed }`))
  test('what it is called with is passed in a loop too', () =>
    expectStory(`playbook p(h: string) { notify "#{{h}}" }
      ${rule('for each h in metadata.hosts max 3 items, 3 at once { call p(h: h) }')}
      test "t" { ${given} expect notify "#a" expect notify "#c" expect end ok }`))
})

describe('rollback (D106, D107)', () => {
  const grow = `run grow as g verify (metadata.free > 30GiB) within 3m rollback { run shrink } on error { notify @failed }`
  test('of a step whose verification fails, before its handler', () =>
    expectStory(`${rule(`${grow} notify @after`)}
      test "t" {
        mock run grow returns { ok: true }
        mock run shrink returns { ok: true }
        ${given}
        expect not ran shrink
        after 3m
        expect ran shrink
        expect notify @failed
        expect notify @after
      }`))
  const two = `
    run one rollback { run undo_one notify "#undo1" }
    set last = "x"
    run two rollback { run undo_two with { what: last } notify "#undo2" }`
  const mocks = ['one', 'two', 'undo_one', 'undo_two'].map((name) => `mock run ${name} returns { ok: true }`).join('\n')
  test('of completed steps when the run fails, the last first, each once; one that fails holds up no other', () => {
    expectStory(`${rule(`${two} end failed "no"`)}
      test "t" {
        ${mocks}
        mock run undo_two returns { ok: false }
        ${given}
        expect ran undo_two
        expect ran undo_one
        expect notify "#undo1"
        expect not notify "#undo2"
        expect end failed
      }`)
  })
  test('not when it ends well', () =>
    expectStory(`${rule(`${two} end ok`)}
      test "t" { ${mocks} ${given} expect ran two expect not ran undo_one expect end ok }`))
  test('also of passes of a loop', () =>
    expectStory(`${rule(`for each h in metadata.hosts max 3 items { run one rollback { notify "#undo-{{h}}" } } end failed`)}
      test "t" { ${mocks} ${given} expect notify "#undo-a" expect notify "#undo-c" expect end failed }`))
})

describe('handlers of the whole rule (D102)', () => {
  test('on resolve ends what is under way and tells people although it is over', () =>
    expectStory(`${rule('sleep 1h notify @never', 'on resolve { notify @over }')}
      test "t" { ${given} expect not notify @over resolve alert expect notify @over expect end ok after 2h expect not notify @never }`))
  test('on resolve also ends what is done beside the steps', () =>
    expectStory(`${rule('wait for ack up to 1h sleep 1h', 'on ack { sleep 10m notify @never } on resolve { notify @over }')}
      test "t" { ${given} ack by @kim after 1m resolve alert expect notify @over expect end ok after 1h expect not notify @never }`))
  test('an acknowledgement is of the incident, whatever its run is at', () => {
    expectStory(`${rule('sleep 1h notify @after', 'on ack { notify @taken }')}
      test "a step that does not wait for it" {
        ${given}
        after 1m
        expect not notify @taken
        ack by @kim
        expect notify @taken
        expect not notify @after
        expect alert.status == "acknowledged"
      }`)
    expectStory(`${rule('notify @shop', 'group by alert.name repeat 1h')}
      test "no step is left" {
        ${given}
        after 1h
        expect running
        ack by @kim
        expect not running
      }`)
  })
  test('on ack is done beside the steps, once', () =>
    expectStory(`${rule('wait for ack up to 1h sleep 1m notify @after', 'on ack { notify @taken sleep 5m notify @still }')}
      test "t" {
        ${given}
        ack by @kim
        expect notify @taken
        after 1m
        expect notify @after
        expect running
        after 4m
        expect notify @still
        expect end ok
      }`))
  test('of a playbook: on resolve ends its steps, and the rule goes on', () =>
    expectStory(`playbook p() { sleep 1h notify @never } on resolve { notify @over }
      ${rule('call p() notify @after')}
      test "t" { ${given} resolve alert expect notify @over expect notify @after after 2h expect not notify @never }`))
  test('an acknowledgement that expires: told again, and the ladder is climbed beside the steps', () =>
    expectStory(`${rule('notify @kim wait for ack up to 15m expires 1h on timeout { escalate @lead } wait for resolve up to 9h')}
      test "t" {
        ${given}
        ack by @kim
        after 59m
        expect alert.status == "acknowledged"
        after 1m
        expect alert.status == "active"
        after 14m
        expect not escalate @lead
        after 1m
        expect escalate @lead
        expect running
        resolve alert
        expect end ok
      }`))
  test('one in a playbook ends the playbook by its end, and the rule goes on', () =>
    expectStory(`playbook ladder() {
        wait for ack up to 15m expires 1h on timeout { end ok }
        wait for resolve up to 9h
      }
      ${rule('call ladder() notify @after sleep 1h')}
      test "t" { ${given} ack by @kim after 74m expect not notify @after after 1m expect notify @after expect running }`))
  test('of waits: on ack of a wait for resolve, on resolve of a wait for ack', () =>
    expectStory(
      `${rule('wait for resolve up to 1h on ack { notify @taken } notify @after')}
      test "t" { ${given} ack by @kim expect notify @taken expect notify @after }`
        .replace('ack by @kim', 'resolve alert')
        .replace('expect notify @taken', 'expect not notify @taken'),
    ))
})
