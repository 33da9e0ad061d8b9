/** Steps that read well and do nothing of what they say. */
import { test } from 'vitest'
import { doing, expectFinding, type Row, rule } from './found.ts'

test.each<Row>([
  // Targets.
  [doing('notify «""» via slack'), 'W591', /name a person/],
  [doing('notify «""»'), 'W591'],
  [doing('notify «"nobody"» via email'), 'W591', /whole address/],
  [doing('notify "nobody" via email, slack'), null],
  [doing('notify "kim@example.com" via email'), null],
  [doing('notify "{{label.owner}}" via email'), null],
  [doing('notify @kim via email'), null],
  [`connection email = slack { } ${doing('notify "nobody" via email')}`, null],
  // Pauses.
  [doing('notify @kim retry 3 times backoff 10m max «1m»'), 'W592', /`backoff 1m`/],
  [doing('notify @kim retry 3 times backoff 1m max 1m'), null],
  [doing('notify @kim retry 3 times backoff 1m'), null],
  // Conditions.
  [doing('wait until («1 == 2») up to 5m'), 'W580', /compare a field/],
  [doing('wait until (label.a == "x" and label.a == "y") up to 5m').replace(/label.*"y"/u, '«$&»'), 'W504'],
  [doing('wait until (incident.count > 2) up to 5m'), null],
  [rule('when not («true == true») then { end ok }'), 'W580'],
  [doing('run a verify («true == true») within 5m'), 'W580'],
  [doing('run a verify (label.x == "up") within 5m'), null],
  [doing('repeat up to 3 times until («1 == 2») { notify @kim }'), 'W580'],
  [doing('set n = 0 repeat up to 3 times until (n > 2) { set n = n + 1 }'), null],
  // Names of steps are no variables (D114).
  [doing('run a as r set «r» = 5'), 'E202'],
  [doing('for each q in metadata.x max 3 items { set «q» = 5 }'), 'E202'],
  [
    rule('on sequence within 5m { event a where label.x == "y" event b where label.x == "z" } then { set «a» = 5 }'),
    'E202',
  ],
  [doing('set r = 1 set r = 5'), null],
  [doing('if label.a == "b" { run a as r } else { set r = 1 set r = 5 }'), null],
  [doing('run a as r on error { set r = { ok: true } }'), null],
  ['playbook p(n: number) { set n = 5 }', null],
  // Templates are read where they are used.
  [`template t = "{{v}}" ${doing('set w = 1 notify @kim using «t»')}`, 'W593', /\{\{ v \| default/],
  [`template t = "{{age(v.at)}}" ${doing('notify @kim using «t»')}`, 'W593'],
  [`template t = "{{v}}" playbook p(w: string) { notify @kim using «t» }`, 'W593'],
  [`template t = "{{v}}" playbook p(v: string) { notify @kim using t }`, null],
  [`template t = "{{v}}" ${doing('set v = 1 notify @kim using t')}`, null],
  [`template t = "{{v | default('x')}} {{default(v.a, 1)}}" ${doing('notify @kim using t')}`, null],
  [`const v = 1 template t = "{{v}} {{alert.title}} {{label.x}} {{critical}}" ${doing('notify @kim using t')}`, null],
  [`template t = "{{v.host}}" ${doing('for each v in incident.alerts max 3 items { notify @kim using t }')}`, null],
])('%s', expectFinding)
