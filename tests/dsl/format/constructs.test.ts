/** What section 8 of the language's design says of layout, a case for each: the second text is written by hand from it. */
import { describe, expect, test } from 'vitest'
import { format } from '../../../dsl/format/index.ts'

function formatted(text: string): string {
  const answer = format(text)
  if (answer.kind === 'refused') throw new Error(answer.problems[0]?.message)
  return answer.text
}
/** Lines of a table without their common indentation. */
function lines(text: string): string {
  const all = text.replace(/^\n/u, '').trimEnd().split('\n')
  const depth = Math.min(...all.filter((line) => line.trim()).map((line) => line.length - line.trimStart().length))
  return `${all.map((line) => line.slice(depth)).join('\n')}\n`
}
function table(cases: Readonly<Record<string, readonly [before: string, after: string]>>): void {
  test.each(Object.entries(cases))('%s', (_what, [before, after]) => {
    expect(formatted(lines(before))).toBe(lines(after))
    expect(formatted(lines(after))).toBe(lines(after))
  })
}
const rule = (inside: string) => `rule "r" {\n${lines(inside).replaceAll(/^(?=.)/gmu, '  ')}}\n`
const steps = (inside: string) => `playbook p() {\n${lines(inside).replaceAll(/^(?=.)/gmu, '  ')}}\n`
const each = (wrap: (inside: string) => string, cases: Parameters<typeof table>[0]): Parameters<typeof table>[0] =>
  Object.fromEntries(Object.entries(cases).map(([name, [a, b]]) => [name, [wrap(a), wrap(b)]]))

describe('a file', () => {
  table({
    'one blank line between declarations': [
      `
        edition 1
        rule "a" { then { end } } rule "b" { then { end } }



        rule "c" { then { end } }
      `,
      `
        edition 1

        rule "a" {
          then { end }
        }

        rule "b" {
          then { end }
        }

        rule "c" {
          then { end }
        }
      `,
    ],
    'short declarations stand together as written': [
      `
        edition 1
        use "a.rule"
        use   "b.rule"
        const a=5
        const b = 1


        condition c = a.b
      `,
      `
        edition 1
        use "a.rule"
        use "b.rule"
        const a = 5
        const b = 1

        condition c = a.b
      `,
    ],
    'rules keep their order': [
      'rule "b" { priority 1 then { end } }\nrule "a" { priority 2 then { end } }',
      'rule "b" {\n  priority 1\n  then { end }\n}\n\nrule "a" {\n  priority 2\n  then { end }\n}',
    ],
    'window, schedule, connection, inhibit': [
      `
        window w in "UTC" { mon .. fri , sun 09:00 .. 18:00 every day 01:00..02:00 sat all day except 2026-12-27 , 2026-12-28 }
        schedule s in "UTC" { level 1 rotate 7d from 2026-01-05T09:00 {@a,@b} level 2 during (mon..fri 09:00..18:00 in "UTC") { @c } after 90s }
        channel c = slack {token:secret.t}
        inhibit i { source(alert.name=="a") mutes (alert.severity<=high) by label.dc }
      `,
      `
        window w in "UTC" {
          mon..fri, sun 09:00..18:00
          every day 01:00..02:00
          sat all day
          except 2026-12-27, 2026-12-28
        }

        schedule s in "UTC" {
          level 1 rotate 7d from 2026-01-05T09:00 { @a, @b }
          level 2 during (mon..fri 09:00..18:00 in "UTC") { @c } after 1m30s
        }

        channel c = slack { token: secret.t }
        inhibit i { source (alert.name == "a") mutes (alert.severity <= high) by label.dc }
      `,
    ],
    'a playbook and its handlers': [
      'playbook p ( a:string,b : number=2 ) meta{owner:@a} { end } on error { end failed "x" } on ack { }',
      'playbook p(a: string, b: number = 2) meta { owner: @a } {\n  end\n}\non error { end failed "x" }\non ack { }',
    ],
    'a test': [
      `
        test "t" { at 2026-03-02T03:10 in "UTC" given alert {source:"x"} given 3 alerts every 60s { } after 1m
          mock http h returns {status:200} ack by @a resolve alert expect not matched "r" expect end ok }
      `,
      `
        test "t" {
          at 2026-03-02T03:10 in "UTC"
          given alert { source: "x" }
          given 3 alerts every 1m { }
          after 1m
          mock http h returns { status: 200 }
          ack by @a
          resolve alert
          expect not matched "r"
          expect end ok
        }
      `,
    ],
  })
})

describe('a rule', () => {
  table(
    each(rule, {
      'items stand in one order, and several of a kind in theirs': [
        `
          stop processing
          on resolve { end }
          on error { end }
          then { end }
          suppress while rule "x" open
          suppress when a.b
          throttle 1 per 1h
          dedup by a.b for 1h
          group by a.b
          when a.b
          on alert
          priority 5
          disabled
          meta { a: 1 }
        `,
        `
          meta { a: 1 }
          disabled
          priority 5
          on alert
          when a.b
          group by a.b
          dedup by a.b for 1h
          throttle 1 per 1h
          suppress while rule "x" open
          suppress when a.b
          then { end }
          on resolve { end }
          on error { end }
          stop processing
        `,
      ],
      'options of group stand in one order': [
        'group by label.a,label.b repeat 1h every 5m wait 30s within 10m',
        'group by label.a, label.b within 10m wait 30s every 5m repeat 1h',
      ],
      'and leads the lines of a condition that is too wide': [
        `
          when alert.source == "prometheus" and alert.name matches /^(Payments|Checkout).*ErrorRate$/ and
            (alert.value > 5% or has label.slo_burn) and not during maintenance
        `,
        `
          when alert.source == "prometheus"
            and alert.name matches /^(Payments|Checkout).*ErrorRate$/
            and (alert.value > 5% or has label.slo_burn)
            and not during maintenance
        `,
      ],
      'a condition that fits is one line': [
        'when label.env == "staging"\n  and not\n  during quiet',
        'when label.env == "staging" and not during quiet',
      ],
      'a sequence': [
        'on sequence within 15m by label.s { event a where alert.name=="x" without b where alert.name=="y" }',
        'on sequence within 15m by label.s {\n  event a where alert.name == "x"\n  without b where alert.name == "y"\n}',
      ],
      'at most one blank line inside, none at the ends': [
        '\n\npriority 5\n\n\n\non alert\nthen {\n\n\nend ok\n\n\nend\n\n}\n\n',
        'priority 5\n\non alert\nthen {\n  end ok\n\n  end\n}',
      ],
      'count, distinct, has, membership, signs': [
        'when count of(a.b==1)>=3 within 600s by label.a,label.b and distinct label.p>2 within 1h and x.y not in [1,-2,3]',
        `
          when count of (a.b == 1) >= 3 within 10m by label.a, label.b
            and distinct label.p > 2 within 1h
            and x.y not in [1, -2, 3]
        `,
      ],
    }),
  )
})

describe('steps', () => {
  table(
    each(steps, {
      'one step a line, one simple step of a handler on its own': [
        `
          notify @a notify @b, "#c"
          wait for ack up to 15m on timeout { escalate @a level 2
          } set x = 1+2 sleep 30s end failed "no"
        `,
        `
          notify @a
          notify @b, "#c"
          wait for ack up to 15m
            on timeout { escalate @a level 2 }
          set x = 1 + 2
          sleep 30s
          end failed "no"
        `,
      ],
      'clauses stand in one order': [
        `
          run x rollback { run y } verify (a.b) within 1m retry 2 times backoff 10s timeout 5m as j with { a: 1 }
          notify @a timeout 5m using t via b, c
          http GET "u" expect 200..299 retry 3 times timeout 10s as h with { a: 1 }
          approve by @a up to 30m as y with { m: 1 } via b
          escalate @a via phone level 2
          wait for ack expires 5m as a up to 15m
        `,
        `
          run x with { a: 1 } as j
            timeout 5m retry 2 times backoff 10s
            verify (a.b) within 1m
            rollback { run y }
          notify @a via b, c using t timeout 5m
          http GET "u" with { a: 1 } as h timeout 10s retry 3 times expect 200..299
          approve by @a via b with { m: 1 } as y up to 30m
          escalate @a level 2 via phone
          wait for ack as a up to 15m expires 5m
        `,
      ],
      'a clause that has no room goes to a line of its own, two deeper': [
        `
          notify @platform, "#deploys" via slack with { title: "{{deploy.label.version}} broke {{label.service}}!" } timeout 10s
        `,
        `
          notify @platform, "#deploys" via slack
            with { title: "{{deploy.label.version}} broke {{label.service}}!" }
            timeout 10s
        `,
      ],
      'a map too wide for any line has one entry a line, without commas': [
        `
          notify @a with { title: "No rule for this alert yet: {{alert.title}}", body: "{{alert.description}} (from {{alert.source}})" }
        `,
        `
          notify @a with {
            title: "No rule for this alert yet: {{alert.title}}"
            body: "{{alert.description}} (from {{alert.source}})"
          }
        `,
      ],
      'a map that fits is one line, with commas': [
        'notify @a with {\n  title: "x"\n  body: "y",\n  more: { a: 1 b: [ 1,2 ], }\n}',
        'notify @a with { title: "x", body: "y", more: { a: 1, b: [1, 2] } }',
      ],
      'lists and arguments too wide for a line have one a line, with commas': [
        `
          set x = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "cccccccccccccccccccc"]
          call f(host: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", mode: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", n: 12345678) timeout 5m
        `,
        `
          set x = [
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            "cccccccccccccccccccc"
          ]
          call f(
            host: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            mode: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
            n: 12345678
          )
            timeout 5m
        `,
      ],
      'if, else if, else': [
        'if a.b { end } else if c.d { } else { end ok }',
        'if a.b {\n  end\n} else if c.d {\n} else {\n  end ok\n}',
      ],
      'parallel, for each, repeat, call': [
        `
          parallel wait any { branch "a" { end } branch "b" { sleep 1s } } on error { end }
          for each x in a.b max 20 items,3 at once { end } on empty { end }
          repeat up to 3 times every 120s until(a.b==1) { call f ( a:1,b:upper( "x" ) ) }
        `,
        `
          parallel wait any {
            branch "a" {
              end
            }
            branch "b" {
              sleep 1s
            }
          }
            on error { end }
          for each x in a.b max 20 items, 3 at once {
            end
          }
            on empty { end }
          repeat up to 3 times every 2m until (a.b == 1) {
            call f(a: 1, b: upper("x"))
          }
        `,
      ],
    }),
  )
})

describe('words', () => {
  table({
    'durations are normalised': [
      'const a = [90s, 120m, 1h90m, 24h, 36h, 500ms, 1500ms, 60s, 0m, 7d, 1w, 10d, 1w10d]',
      'const a = [1m30s, 2h, 2h30m, 1d, 1d12h, 500ms, 1s500ms, 1m, 0s, 7d, 1w, 10d, 2w3d]',
    ],
    'sizes, numbers and percents are not': [
      'const a = [1024MiB,2.50kB,1_000,1e6,05%]',
      'const a = [1024MiB, 2.50kB, 1_000, 1e6, 05%]',
    ],
    'texts in holes stand in single quotes, those around keep their escapes': [
      String.raw`template t = "\"{{a.b | default(\"it's\", 'x')}}\" \u00e9"`,
      String.raw`template t = "\"{{a.b | default('it\'s', 'x')}}\" \u00e9"`,
    ],
    'a block keeps what it says, its lines move together': [
      'template t = """\n      one\n\n        two {{a.b | default("x")}}\n      """',
      'template t = """\n  one\n\n    two {{a.b | default(\'x\')}}\n  """',
    ],
    'blanks that a block says are kept, those of its layout are not': [
      'template t = """\n      one\n   \n        \n      two  \n      """',
      'template t = """\n  one\n\n    \n  two  \n  """',
    ],
    'a block whose text begins beside the quotes stays': [
      'template t = """one\n      two"""',
      'template t = """one\n      two"""',
    ],
    'a key of several lines is as written too': [
      'const a = {\n"""\n      x\n      {{a.b}}\n""" : 1 }',
      'const a = {\n  """\n      x\n      {{a.b}}\n""": 1\n}',
    ],
    'a key is as written': [
      String.raw`const a = { "{{a.b | default(\"x\")}}" : 1 }`,
      String.raw`const a = { "{{a.b | default(\"x\")}}": 1 }`,
    ],
  })
})

describe('comments', () => {
  table({
    'stand where they stood: above, behind, at the end of a body and of the file': [
      `
        #  top

        edition 1   # one
        ## doc   of it
        ##   more
        rule "r" {   # opening
            # of the rule
        then { # of then
        # above
        notify @a# behind
        #last
        }   # closed
        # end
        }
        # file
      `,
      `
        #  top

        edition 1  # one

        ## doc   of it
        ##   more
        rule "r" {  # opening
          # of the rule
          then {  # of then
            # above
            notify @a  # behind
            #last
          }  # closed
          # end
        }
        # file
      `,
    ],
    'move with their item': [
      `
        rule "r" {
          # about the end
          stop processing # stop
          then { end } # then
          # about the start
          priority 5 # five
        }
      `,
      `
        rule "r" {
          # about the start
          priority 5  # five
          then { end }  # then
          # about the end
          stop processing  # stop
        }
      `,
    ],
    'behind a statement of one line stay behind it': [
      'playbook p() {\n  escalate @a via phone level 2 # the lead\n}',
      'playbook p() {\n  escalate @a level 2 via phone  # the lead\n}',
    ],
    'behind a clause on its line move with it': [
      'playbook p() {\n  run x\n    timeout 5m # long\n    with { a: 1 } # what\n}',
      'playbook p() {\n  run x with { a: 1 }  # what\n    timeout 5m  # long\n}',
    ],
    'keep a condition and a map on their lines': [
      'condition c = a.b and # first\n  # second\n  c.d # last\nconst m = { a: 1, # one\n b: 2\n # end\n }',
      'condition c = a.b  # first\n  # second\n  and c.d  # last\n\nconst m = {\n  a: 1  # one\n  b: 2\n  # end\n}',
    ],
    'before a comma stand behind it, or behind what it followed': [
      'const m = { a: [1 # one\n, 2] # two\n, # three\n b: 3 }',
      'const m = {\n  a: [\n    1,  # one\n    2\n  ]  # two\n  # three\n  b: 3\n}',
    ],
    'do not become a note of what follows a blank line': [
      '## not a doc\n\nrule "r" { ## neither\nthen { end } }',
      '## not a doc\n\nrule "r" {  ## neither\n  then { end }\n}',
    ],
    'alone are a file': ['#   a\n\n\n# b', '#   a\n\n# b'],
  })
})

describe('100 columns', () => {
  const title = (length: number) => 'x'.repeat(length - '  notify @a with { title: "" }'.length)
  test('are one line', () => {
    const line = `  notify @a with { title: "${title(100)}" }`
    expect(line).toHaveLength(100)
    expect(formatted(`playbook p() {\n${line}\n}\n`)).toBe(`playbook p() {\n${line}\n}\n`)
  })
  test('and one more are two', () => {
    const text = `playbook p() {\n  notify @a\n    with { title: "${title(101)}" }\n}\n`
    expect(formatted(text.replace('@a\n   ', '@a'))).toBe(text)
  })
  test('hold the brace that opens a body', () => {
    const condition = (length: number) => `a.${'b'.repeat(length - '  if a. and c.d {'.length)} and c.d`
    const whole = `playbook p() {\n  if ${condition(100)} {\n  }\n}\n`
    expect(formatted(whole)).toBe(whole)
    expect(formatted(`playbook p() {\n  if ${condition(101)} {\n  }\n}\n`)).toContain('\n      and c.d {\n  }\n')
  })
})

describe('a text', () => {
  test('of nothing stays nothing', () => {
    expect(formatted('')).toBe('')
    expect(formatted(' \n\t\n')).toBe('')
  })
  test('with the line ends of Windows keeps them, in blocks too', () => {
    expect(formatted('edition 1\r\ntemplate t = """\r\n    a\r\n    b\r\n    """ # c\r\n')).toBe(
      'edition 1\r\n\r\ntemplate t = """\r\n  a\r\n  b\r\n  """  # c\r\n',
    )
  })
  test.each([
    ['# head comment\r\nconst a = 1\r\n', '# head comment\r\nconst a = 1\r\n'],
    ['rule "r" {  # c\r\n  then {  end ok }\r\n}\r\n', 'rule "r" {  # c\r\n  then { end ok }\r\n}\r\n'],
  ])('keeps them where its first line ends in a comment: %j', (text, expected) => {
    expect(formatted(text)).toBe(expected)
  })
  test('that does not read is refused with its problems', () => {
    const answer = format('rule "r" {\n  when label.env = "x"\n  then { end }\n}\n', 'a.rule')
    expect(answer).toMatchObject({ kind: 'refused', problems: [{ code: 'E103', file: 'a.rule' }] })
  })
})
