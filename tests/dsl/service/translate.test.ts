import { expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { translate } from '../../../dsl/service/translate.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const firstOf = (text: string) => {
  const [problem = expect.unreachable()] = check([parse(text, 'a.rule')], {}, { executed: false })
  return problem
}

test('a problem in Chinese, and back', () => {
  const problem = firstOf('rule "r" { when age(alert.started_at) > 15 then { end } }')
  const chinese = translate(problem, 'zh')
  expect(chinese).toMatchObject({ code: 'E301', range: problem.range, help: '请写上单位：`15m` 或 `15s`' })
  expect(chinese.message).toContain('不能比较')
  expect(translate(chinese, 'en')).toEqual(problem)
})

test('the word beside the caret too', () => {
  const problem = firstOf('rule "r" { then { wait for ack } }')
  expect(translate(problem, 'zh').labels).toEqual([{ range: problem.range, text: '会永远等待，无人知晓' }])
})
