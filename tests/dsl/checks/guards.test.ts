/** Where a name from a branch is certain to be there. */
import { test } from 'vitest'
import { doing, expectFinding, type Row } from './found.ts'

const behind = (steps: string) => doing(`if label.a == "b" { run a as x } ${steps}`)

test.each<Row>([
  [behind('if has x.ok { set y = x.ok }'), null],
  [behind('if has x.ok and x.ok == true { set y = x.ok }'), null],
  [behind('if not has x.ok or x.ok == true { end }'), null],
  [behind('if not has x.ok { end } set y = x.ok'), null],
  [behind('if not has x.ok { set z = 1 } else { set y = x.ok }'), null],
  [behind('if not has x.ok { end } else if label.c == "d" { set z = 1 } set y = x.ok'), null],
  [behind('if label.c == "d" { end } else if not has x.ok { end } else { set z = 1 } set y = x.ok'), null],
  [behind('if has x.ok { set z = 1 } else { end } set y = x.ok'), null],
  [behind('if has x.ok { set z = 1 } else if label.c == "d" { set z = 2 } else { end } set y = «x».ok'), 'E204'],
  // An arm that goes on may have been taken before the one that asks.
  [behind('if label.c == "d" { set z = 1 } else if not has x.ok { end } set y = «x».ok'), 'E204'],
  // `default` asks too.
  [behind('set y = default(x.ok, false) set z = "{{x.ok | default(\'no\')}}"'), null],
  [behind('set y = default("a", «x».ok)'), 'E204'],
  // A guard elsewhere says nothing here.
  [behind('if has x.ok { set z = 1 } set y = «x».ok').replace('».ok', '».ok'), 'E204', /if has x/],
  [behind('if not has x.ok { set y = «x».ok }'), 'E204'],
  [behind('if has x.ok { set z = 1 } else { set y = «x».ok }'), 'E204'],
  [behind('if has x.ok or label.c == "d" { set y = «x».ok }'), 'E204'],
  [behind('if «x».ok == true and has x.ok { end }'), 'E204'],
  [behind('if not has x.ok { set z = 1 } set y = «x».ok'), 'E204'],
  [doing('if label.a == "b" { set x = 1 } set y = «x»'), 'E204', /before the branch too: `set x = …`/],
])('%s', expectFinding)
