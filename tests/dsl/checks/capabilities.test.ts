import { expect, test } from 'vitest'
import { check, refuse } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'
import { unmark } from '../marked.ts'

const then = (steps: string) => `rule "r" { then { ${steps} } }`

test.each<[marked: string, what: string | null]>([
  [then('notify @a wait for ack up to 5m on timeout { escalate @a level 2 }'), null],
  [then('sleep 5m «approve» by @a up to 5m'), 'approve'],
  [then('«parallel» wait all { branch "b" { approve by @a up to 5m } }'), 'parallel'],
  [then('run x «rollback { }»'), 'rollback'],
  [then('wait for resolve up to 5m on «resolve» { }'), 'on resolve'],
  [then('if label.a == "b" { «http» GET "https://a.example" }'), 'http'],
  ['rule "r" { on «every 5m» then { end } }', 'on every'],
  ['rule "r" { when «count >= 3 within 5m» then { end } }', 'count'],
  ['rule "r" { when not (label.a == "b" or «distinct label.c > 2 within 1m») then { end } }', 'distinct'],
  ['rule "r" { group by label.a repeat «5m» then { end } }', 'group … repeat'],
  ['rule "r" { «dedup» by label.a for 5m then { end } }', 'dedup'],
  ['rule "r" { then { end } on «resolve» { } }', 'on resolve'],
  ['playbook «p»() { }', 'playbook'],
])('%s', (marked, what) => {
  const { text, start, end } = unmark(marked)
  const refused = refuse([parse(text, 'a.rule')])
  expect(refused.map((problem) => [problem.code, problem.severity, problem.args.what])).toEqual(
    what === null ? [] : [['E901', 'error', what]],
  )
  if (what !== null) expect([refused[0]?.range.start.offset, refused[0]?.range.end.offset]).toEqual([start, end])
})

test('check tells of it unless asked not to', () => {
  const files = [parse(then('approve by @a up to 5m'), 'a.rule')]
  expect(check(files, {}).map((problem) => problem.code)).toEqual(['E901'])
  expect(check(files, {}, { executed: false })).toEqual([])
})
