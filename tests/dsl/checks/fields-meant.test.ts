import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended } from '../marked.ts'

const when = (condition: string) => `rule "r" { when ${condition} then { end ok } }`

/** What the fix of the one problem makes of the condition. */
function fixed(condition: string): string | null {
  const found = check([parse(when(condition), 'a.rule')], {}, { executed: false })
  expect(found.map(({ code }) => code)).toEqual(['E203'])
  const [problem = expect.unreachable()] = found
  return mended(when(condition), problem)?.slice('rule "r" { when '.length, -' then { end ok } }'.length) ?? null
}

describe('an unknown name that is asked about is a field; one that it is compared with is a text', () => {
  test.each([
    ['alertname == "X"', 'alert.name == "X"'],
    ['alertname != "X"', 'alert.name != "X"'],
    ['alertname matches /X/', 'alert.name matches /X/'],
    ['alertname in ["X", "Y"]', 'alert.name in ["X", "Y"]'],
    ['not alertname contains "X"', 'not alert.name contains "X"'],
    ['team == "shop"', 'label.team == "shop"'],
    ['team starts with "shop"', 'label.team starts with "shop"'],
    ['retries >= 3', 'label.retries >= 3'],
    ['severity == critical', 'alert.severity == critical'],
    ['label.team == shop', 'label.team == "shop"'],
    ['label.team in [shop]', 'label.team in ["shop"]'],
    ['shop == label.team', '"shop" == label.team'],
    ['team == shop', 'label.team == shop'],
  ])('%s becomes %s', (condition, better) => expect(fixed(condition)).toBe(better))
})
