/** Files of which some lines are wrong: every wrong one has one error, and every other is checked. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { check } from '../../../dsl/checks/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

/** Every error as `line code`, in order. */
export const told = (text: string) =>
  check([parse(text, 'a.rule')], {}, { executed: false }).flatMap(({ range, code, severity }) =>
    severity === 'error' ? [`${range.start.line} ${code}`] : [],
  )

/** Ways to spoil a line that leave its brackets as they are. */
const spoil: readonly ((line: string) => string)[] = [
  (line) => line.replace('set', 'sett'),
  (line) => line.replace('=', '= ='),
  (line) => line.replace('=', ''),
  (line) => line.replace('alert', '%%'),
  (line) => `${line} ++`,
  (line) => `nonsense ${line}`,
  (line) => line.replace(/set \w+/u, 'set "x"'),
]

const line = fc.record({ wrong: fc.boolean(), how: fc.constantFrom(...spoil) })

export const spoiledLinesHideNothing = fc.property(
  fc.array(line, { minLength: 1, maxLength: 12 }),
  fc.constantFrom('    ', '\t', ''),
  (lines, indent) => {
    const steps = lines.map(({ wrong, how }, index) => {
      const right = `set v${index} = alert.nope`
      return indent + (wrong ? how(right) : right)
    })
    const text = ['rule "r" {', '  then {', ...steps, '  }', '}'].join('\n')
    const found = told(text).map((one) => one.split(' '))
    assert.deepEqual(
      found.map(([at, code]) => [Number(at), code !== 'E201']),
      lines.map(({ wrong }, index) => [index + 3, wrong]),
    )
  },
)
