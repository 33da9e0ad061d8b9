import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from '../../../dsl/syntax/parse.ts'
import { mended } from '../marked.ts'
import { safeFixes, safeFixesLeadOn } from './safe-fixes.ts'

test('a safe fix leaves no error at its place, wherever a shipped rule is spoilt', () => {
  fc.assert(safeFixes, { numRuns: 1500 })
})

const rule = (inside: string) => `rule "r" { ${inside} }`

test.each<[wrong: string, right: string | null, safe: boolean]>([
  [rule('throttle 5 in 1h then { end }'), rule('throttle 5 per 1h then { end }'), true],
  [rule('throttle 5 then { end }'), rule('throttle 5 per 1h then { end }'), false],
  [
    rule('then { run a verify (has label.a) on error { end } }'),
    rule('then { run a verify (has label.a) within 5m on error { end } }'),
    false,
  ],
  [
    rule('when distinct label.host >= 3 then { end }'),
    rule('when distinct label.host >= 3 within 5m then { end }'),
    false,
  ],
  [
    rule('on sequence { event x where has label.a event y where has label.b } then { end }'),
    rule('on sequence within 5m { event x where has label.a event y where has label.b } then { end }'),
    false,
  ],
  [
    rule('when during (mon..fri 09:00..17:00) then { end }'),
    rule('when during (mon..fri 09:00..17:00 in "Europe/London") then { end }'),
    false,
  ],
  [rule('when alert.source = ~ "x" then { end }'), rule('when alert.source matches /^(x)$/ then { end }'), false],
  [rule('when has label.a then { end } stop'), rule('when has label.a then { end } stop processing'), true],
])('%s', (wrong, right, safe) => {
  const [problem = expect.unreachable()] = parse(wrong, 'a.rule').problems
  expect(mended(wrong, problem)).toBe(right)
  expect(problem.fix?.safe).toBe(safe)
  if (right !== null) expect(parse(right, 'a.rule').problems).toEqual([])
  safeFixesLeadOn(wrong)
})

test('a comment is no safe fix where a text of several lines begins behind it', () => {
  const unsafe = parse('// page = """\n  {{alert.name}}\n  """\n', 'a.rule').problems
  expect(unsafe.map(({ fix }) => fix?.safe)).toEqual([false])
  expect(parse('// page = "x"\n', 'a.rule').problems.map(({ fix }) => fix?.safe)).toEqual([true])
})

test('an operator is no safe fix where what stands behind it lacks the rest of a condition', () => {
  const [problem] = parse('condition c = label.a == "b" || "rc"', 'a.rule').problems
  expect(problem?.fix?.safe).toBe(false)
})
