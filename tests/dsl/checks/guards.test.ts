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

const arms = (...blocks: readonly string[]) =>
  doing(`if label.a == "b" { ${blocks[0]} } ${blocks[1]} { ${blocks[2]} } set y = x`)
const side = (join: string, rest: string, tail = '') =>
  doing(`parallel wait ${join} { branch "a" { run one as o } branch "b" { set x = 3 ${rest} } } ${tail} set y = x`)
/** The last `x` is the one that is read. */
const reading = (text: string) => text.replace('set y = x', 'set y = «x»')

// Each way behind which the run goes on brings it.
test.each<Row>([
  [arms('set x = 1', 'else', 'set x = 2'), null],
  [arms('set x = 1', 'else if label.c == "d" { set x = 3 } else', 'set x = 2'), null],
  [arms('set x = 1', 'else', 'end ok'), null],
  [arms('end ok', 'else', 'set x = 1'), null],
  [arms('set x = 1', 'else', 'if label.c == "d" { set x = 2 } else { end }'), null],
  [reading(arms('set x = 1', 'else', 'set w = 2')), 'E204'],
  [reading(arms('set x = 1', 'else if label.c == "d"', 'set x = 2')), 'E204'],
  [reading(arms('set x = 1', 'else', 'if label.c == "d" { set x = 2 }')), 'E204'],
  [behind('if not has x.ok { set x = { ok: true } } set y = x.ok'), null],
  [doing('if label.a == "b" { run a as x } else { run b as x } if x.ok == true { end }'), null],
  // All branches have been gone through.
  [side('all', ''), null],
  [side('all', '').replace('set y = x', 'if o.ok == true { end }'), null],
  [side('all', '', 'on error { end failed }'), null],
  [side('all', '', 'on error { set x = 4 }'), null],
  [reading(side('all', '', 'on error { set w = 4 }')), 'E204'],
  [reading(side('any', '')), 'E204'],
  [reading(side('all', '').replace('run one as o', 'set x = 4')), 'E204'],
  [reading(side('all', '').replace('set x = 3', 'if label.a == "b" { set x = 3 }')), 'E204'],
])('%s', expectFinding)

// `default` is the language's own answer to what is missing.
test.each<Row>([
  [behind('set y = "{{x.stdout | default(\'none\')}}"'), null],
  [behind('set y = "{{x.stdout | trim | default(\'none\')}}"'), null],
  [behind('set y = default(x.stdout, "none")'), null],
  [behind('set y = default("none", «x».stdout)'), 'E204'],
  [behind('set y = "{{«x».stdout | trim}}"'), 'E204'],
])('%s', expectFinding)
