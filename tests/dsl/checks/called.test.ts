/** Playbooks that read an alert, called where there is one and where there is none. */
import { test } from 'vitest'
import { expectFinding, type Row, rule } from './found.ts'

const cron = (steps: string) => rule(`on cron "0 9 * * *" in "UTC" then { ${steps} }`)
const p = (steps: string) => `playbook p() { ${steps} } `

test.each<Row>([
  [p('set x = label.host') + cron('call «p»()'), 'E205', /parameter/],
  [p('notify @a with { title: "{{alert.title}}" }') + cron('call «p»()'), 'E205'],
  [p('wait for ack up to 5m') + cron('call «p»()'), 'E205'],
  [`playbook q() { call p() } ${p('set x = metadata.a')}${rule('on webhook "w" then { call «q»() }')}`, 'E205'],
  [p('set x = label.host') + rule('then { call p() }'), null],
  [p('set x = label.host') + rule('on manual then { call p() }'), null],
  // It can do without.
  [p('if has label.host { set x = label.host }') + cron('call p()'), null],
  [p('set x = "{{label.host | default(\'none\')}}" set y = default(label.a, "b")') + cron('call p()'), null],
  [p('set alert.note = "cleaned"') + cron('call p()'), null],
  [p('if count of (alert.name == "x") > 3 within 5m { end }') + cron('call p()'), null],
  // What it asks at one place it must not do without at another.
  [p('if has alert.name { set w = 1 } set x = label.host') + cron('call «p»()'), 'E205'],
  [p('if not has alert.name { set w = 1 } else { end } set x = label.host') + cron('call «p»()'), 'E205'],
  [p('set x = "{{label.host | upper}}" if has label.host { end }') + cron('call «p»()'), 'E205'],
  [p('if has label.host { end } wait for ack up to 5m') + cron('call «p»()'), 'E205'],
  [`playbook q() { if has alert.name { end } call p() } ${p('set x = label.a')}${cron('call «q»()')}`, 'E205'],
  [p('if not has alert.name { end } set x = label.host wait for ack up to 5m'), null],
  [p('if not has alert.name { end } set x = label.host wait for ack up to 5m') + cron('call p()'), null],
  [p('if not has alert.name or label.host == "a" { end } else { set x = label.host }') + cron('call p()'), null],
  [p('wait until (has alert.ended_at and alert.status == "resolved") up to 5m') + cron('call p()'), null],
  [`playbook q() { if has alert.name { call p() } } ${p('set x = label.a')}${cron('call q()')}`, null],
  [`playbook p() { if not has alert.name { end } run a } on error { set x = label.a }${cron('call p()')}`, null],
  // What is given is read by the caller.
  [`playbook p(host: string) { set x = host } ${cron('call p(host: «label.host»)')}`, 'E205'],
])('%s', expectFinding)
