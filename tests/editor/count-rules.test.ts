import { expect, test } from 'vitest'
import { countRules } from '../../editor/panels/count-rules.ts'

test('counts rules that take alerts apart from disabled ones; text that speaks of a rule is none', () => {
  const body = 'on alert\n  when alert.severity == critical\n  then {\n    end ok\n  }\n}\n'
  const one = `edition 1\n\nrule "a" {\n  ${body}\nrule "b" {\n  disabled\n  ${body}`
  const two = `edition 1\n\nrule "c" {\n  ${body}\ntemplate t = """\n  rule "x" {\n  """\n`
  expect(countRules({ 'one.rule': one, 'two.rule': two })).toEqual({ live: 2, disabled: 1 })
})
