/** Types of variables and parameters, by what sets them. */
import { test } from 'vitest'
import { doing, expectFinding, type Row } from './found.ts'

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
  [doing('if label.a == "b" { set x = 5 } else { set x = "a" }'), null],
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
