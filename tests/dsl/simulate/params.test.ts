/** What a `call` gives a parameter is read as the parameter's type. */
import { describe, test } from 'vitest'
import { expectStory } from './story.ts'

const story = (type: string, labels: string, then: string, expected: string) =>
  expectStory(`
    playbook grow(more: ${type}) { ${then} }
    rule "Grow" {
      then { call grow(more: label.more) }
      on error { if error.code == "bad-parameters" { notify @failed } }
    }
    test "t" { given alert { labels: { ${labels} } } ${expected} }`)

describe('a label is read as the type of the parameter', () => {
  test.each([
    ['number', '4', 'set sum = more + 1 if sum == 5 { notify @grown }'],
    ['percent', '4%', 'if more == 4% { notify @grown }'],
    ['duration', '4m', 'set sum = more + 1m if sum == 5m { notify @grown }'],
    ['size', '4GiB', 'set sum = more + 1GiB if sum == 5GiB { notify @grown }'],
    ['time', '2026-03-01T10:00:00Z', 'set sum = more + 1h if sum == 2026-03-01T11:00 { notify @grown }'],
    ['severity', 'high', 'if more > warning { notify @grown }'],
    ['bool', 'true', 'if more { notify @grown }'],
    ['bool', 'false', 'if not more { notify @grown }'],
    ['string', '4', 'if more == "4" { notify @grown }'],
  ])('%s', (type, label, then) =>
    story(type, `more: "${label}"`, then, 'expect notify @grown expect not notify @failed'),
  )

  test.each(['number', 'percent', 'duration', 'size', 'time', 'severity', 'bool', 'list', 'map'])(
    'what is no %s is a failed step',
    (type) => story(type, 'more: "rather much"', 'notify @grown', 'expect notify @failed expect not notify @grown'),
  )
  test('of what is missing the default counts', () =>
    story('number = 2', '', 'if more == 2 { notify @grown }', 'expect notify @grown expect not notify @failed'))
  test('`none` as default may be left missing', () =>
    story('number = none', '', 'if not (more > 0) { notify @grown }', 'expect notify @grown expect not notify @failed'))
  test('what is missing and has no default is a failed step', () =>
    story('number', '', 'notify @grown', 'expect notify @failed expect not notify @grown'))
  test('of a call that is refused the outcome is failed', () =>
    expectStory(`
      playbook grow(more: number) { notify @grown }
      rule "Grow" {
        then { call grow(more: label.more) as it on error { if it.outcome == "failed" { notify @failed } } }
      }
      test "t" { given alert { labels: { more: "x" } } expect notify @failed expect not notify @grown }`))
})
