/** Types of variables and parameters, by what sets them. */
import { expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { doing, expectFinding, type Row, rule } from './found.ts'

const playbook = (params: string, steps: string) => `playbook p(${params}) { ${steps} }`

test.each<Row>([
  [doing('set x = 5 set x = 6 set x = none'), null],
  [doing('set x = 5 set x = «"a"»'), 'E237', /another name/],
  [doing('set x = "a" set x = «5m»'), 'E237'],
  // What was sent first has no type; nor has what it is set to then.
  [doing('set x = label.a set x = 5 set x = "a"'), null],
  [doing('set x = 5 set x = label.a if x == "a" { end }'), null],
  [doing('set x = alert.value set x = 0'), null],
  [doing('set x = alert.severity set x = "high"'), null],
  // One that is set from itself has the type that it had, and a branch does not begin anew.
  [doing('set n = 0 set n = n + 1 set n = «5m»'), 'E237'],
  [doing('set n = none set n = 0 set n = n + 1 set n = «5m»'), 'E237'],
  [doing('set n = 0 repeat up to 3 times { set n = n + 1 } if n «>» 5m { end }'), 'E301'],
  [doing('set n = 0 set m = n set n = m + 1 if m «>» 5m { end }'), 'E301'],
  [doing('if label.a == "b" { set x = 5 } else { set x = «"a"» }'), 'E237'],
  [rule('on error { set x = «"a"» } then { set x = 5 }'), 'E237'],
  // What is set from what was sent, by whatever way, may be anything.
  [doing('set n = 0 set m = label.a set n = m if n > 5m { end }'), null],
  [doing('set n = 0 repeat up to 3 times { if n > 5m { end } set n = label.a }'), null],
  [doing('set a = 0 set b = a set b = label.b set a = b if a > 5m or b > 5m { end }'), null],
  [doing('run a as x set y = 5 set y = x.stdout if y > 5m { end }'), null],
  [
    doing('set who = none if label.a == "b" { set who = @a } else { set who = "#ops" } notify "{{who}}" via slack'),
    null,
  ],
  [doing('set n = 0 repeat up to 3 times { set n = n + 1 } if n > 2 { end }'), null],
  [playbook('n: number', 'set n = «"a"»'), 'E237'],
  // Comparisons know the type.
  [doing('set x = 5 if x «>» 5m { end }'), 'E301'],
  [playbook('n: number', 'if n «>» 5m { end }'), 'E301'],
  [playbook('n: list', 'if "a" in n { end }'), null],
  [playbook('n: duration', 'for each x in «n» max 3 items { }'), 'E302'],
  [playbook('n: severity', 'if n >= high { end } if n == «"hgih"» { end }'), 'E305'],
  [`playbook q(d: duration) { } ${playbook('n: number', 'call q(d: «n»)')}`, 'E231'],
  // A text is read as what it is compared with.
  [playbook('host: string', 'if host == 5 or host > 5m { end }'), null],
  [doing('set x = "{{label.free}}" if x < 20GiB { end }'), null],
])('%s', expectFinding)

/** Each is set from the one below it, so that what the last holds is known only backwards. */
const chain = (length: number, last: string): string => {
  const names = Array.from({ length }, (_, index) => `v${index}`)
  const set = [
    ...names.map((name) => `set ${name} = 5`),
    ...names.slice(1).map((name, index) => `set v${index} = ${name}`),
  ]
  return doing(`${set.join('\n')}\nset ${names.at(-1)} = ${last}\nif v0 == "a" { end }`)
}
const codesOf = (text: string) => check([parse(text, 'a.rule')], {}).map(({ code }) => code)

test('a type is lost through a chain of names, of 20,000 too', { timeout: 30_000 }, () => {
  expect(codesOf(chain(3, '6'))).toEqual(['E301'])
  expect(codesOf(chain(3, 'label.a'))).toEqual([])
  expect(codesOf(chain(20_000, 'label.a'))).toEqual([])
})
