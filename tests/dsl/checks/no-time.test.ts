/** Times of nothing, by where they stand. */
import { test } from 'vitest'
import { doing, expectFinding, type Row, rule, when } from './found.ts'

test.each<Row>([
  [when('count > 3 within «0s»'), 'E308', /15m/],
  [when('distinct label.x > 3 within «0m»'), 'E308'],
  [rule('on sequence within «0s» { event a where has label.a } then { end }'), 'E308'],
  [rule('on absence of (has label.a) for «0s» then { end }'), 'E308'],
  [doing('wait for ack up to «0s»'), 'E308'],
  [doing('wait for ack up to 5m expires «0s» wait for resolve up to 1h'), 'E308'],
  [doing('run a timeout «0s»'), 'E308'],
  [rule('group by label.a repeat «0s» then { end }'), 'E308'],
  // Without `within` a group takes alerts as long as it is open, so it is not the `0s` that may be left out.
  [rule('group by label.a within «0s» then { end }'), 'W530', /^write how long .* leave the whole `group` out$/],
  [rule('dedup by label.a for «0s» then { end }'), 'W530', /leave it out/],
  [rule('throttle 3 per «0s» then { end }'), 'W530'],
  [doing('sleep «0s»'), 'W530'],
  [doing('repeat up to 3 times every «0s» { end }'), 'W530'],
  // At once, and that is meant.
  [doing('run a retry 3 times backoff 0s verify (alert.status == "resolved") within 0s'), null],
  [rule('group by label.a wait 0s every 0s then { end }'), null],
  ['test "t" { after 0s }', null],
])('%s', expectFinding)
