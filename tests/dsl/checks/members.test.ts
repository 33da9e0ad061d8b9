/** Members and types of what a rule calls by its own names. */
import { test } from 'vitest'
import { doing, expectFinding, type Row, rule } from './found.ts'

const each = (list: string, steps: string) => doing(`for each q in ${list} max 3 items { ${steps} }`)
const alerts = (condition: string) => each('incident.alerts', `if ${condition} { end }`)
const after = (event: string, condition: string) =>
  rule(
    `on sequence within 5m by label.host { event ${event} where alert.name == "a" event b where alert.name == "c" } then { if ${condition} { end } }`,
  )

test.each<Row>([
  [alerts('«q.nme» == "x"'), 'E233', /`q\.name`/],
  [alerts('q.severity «>» 5'), 'E301'],
  [alerts('q.severity >= high and q.label.x == "y" and q.metadata.a.b == "z" and q.status == "active"'), null],
  [alerts('q.status == «"firing"»'), 'E306'],
  [alerts('q.value > 5% or q.count > 3 or age(q.started_at) > 5m'), null],
  // Texts are read as what they are compared with.
  [alerts('q.name == 5'), null],
  [alerts('q «==» "x"'), 'E301'],
  [doing('if incident.alerts[0].severity «>» 5 { end }'), 'E301'],
  [doing('if incident.alerts[0].severity > high { end }'), null],
  [doing('set q = incident.alerts[0] if «q.nme» == "x" { end }'), 'E233'],
  [doing('set q = incident.alerts[0].metadata if q.nme == "x" { end }'), null],
  [doing('set q = none set q = incident.alerts[0] if q.name == "x" { end }'), null],
  [doing('set q = none if q.name == "x" { end }'), null],
  // The same name of another list may be anything.
  [
    doing(
      'for each q in incident.alerts max 3 items { } for each q in metadata.x max 3 items { if q.nme == 5 { end } }',
    ),
    null,
  ],
  // Variables.
  [doing('set a = "x" if «a.b» == "c" { end }'), 'E233', /read `a` itself/],
  [doing('set a = [1] if «a.b» == "c" { end }'), 'E233', /`a\[0\]`/],
  [doing('set a = [1] if a[0] == 1 { end }'), null],
  [doing('set a = label.x if a.b == "c" { end }'), null],
  [doing('set m = { a: 1 } if «m.b» == 1 { end }'), 'E233', /it has a/],
  [doing('set m = { a: { c: 1 } } if m.a.c == 1 { end }'), null],
  [doing('set m = { a: 1 } set m = { b: 1 } if m.b == 1 { end }'), null],
  [doing('set m = { a: 1 } set m = metadata.m if m.b == 1 { end }'), null],
  ['playbook p(n: number) { if «n.b» == 1 { end } }', 'E233'],
  ['playbook p(n: map) { if n.b == 1 { end } }', null],
  ['playbook p(n: map = {}) { if n.b == 1 { end } }', null],
  // Items.
  [each('[1, 2]', 'if q «>» 5m { end }'), 'E301'],
  [each('[1, 5m]', 'if q > 5m { end }'), null],
  [each('[{ a: 1 }, { b: 2 }]', 'if q.a == 1 or q.b == 2 { end }'), null],
  [each('[{ a: 1 }, { b: 2 }]', 'if «q.c» == 1 { end }'), 'E233'],
  [each('["a", "b"]', 'if «q.c» == 1 { end }'), 'E233'],
  [each('[{ a: 1 }, metadata.b]', 'if q.c == 1 { end }'), null],
])('%s', expectFinding)

test.each<Row>([
  [after('a', 'a.severity > high'), null],
  [after('a', 'a.severity «>» 5'), 'E301'],
])('%s', expectFinding)
