import { describe, expect, test } from 'vitest'
import { check } from '../../../dsl/checks/index.ts'
import { report, reportAll } from '../../../dsl/service/report.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

function reported(text: string, file = 'disk.rule'): string {
  const [problem = expect.unreachable()] = check([parse(text, file)], {}, { executed: false })
  return report(problem, text)
}

describe('a report', () => {
  test('has the place, the line, marks under it, and what to do', () => {
    const text = 'rule "r" {\n  when alert.name == "x"\n    and age(alert.started_at) > 15\n  then { end ok }\n}\n'
    expect(reported(text)).toBe(
      [
        'error[E301]: cannot compare a duration with a number',
        '  --> disk.rule:3:31',
        '3 |     and age(alert.started_at) > 15',
        '  |         --------------------- ^ -- number',
        '  |         duration',
        'help: write the unit: `15m` or `15s`   [fix: 15m]',
      ].join('\n'),
    )
  })
  test('puts the word beside the caret where there is one', () => {
    const text = `${'\n'.repeat(98)}rule "r" {\n\tthen { wait for ack }\n}\n`
    expect(reported(text)).toBe(
      [
        'error[E401]: `wait for ack` has no limit',
        '  --> disk.rule:100:9',
        '100 | \tthen { wait for ack }',
        '    | \t       ^^^^^^^^^^^^ would wait for ever; nobody would be told',
        'help: add `up to 15m`, and `on timeout { … }` to say who is next   [fix: up to 15m]',
      ].join('\n'),
    )
  })
  test('keeps the mark under its word behind wide characters', () => {
    const [, , line = '', marks = ''] = reported('rule "磁盘" { then { set 数 = alert.x } }').split('\n')
    // Each of the three wide characters before the word takes two columns.
    expect(marks.indexOf('^')).toBe(line.indexOf('alert') + 3)
  })
  test('shows only the surroundings in a long line', () => {
    const text = `rule "r" { then { ${'set x = "some text" '.repeat(500)} set y = alert.x } }`
    const [, , line = '', marks = ''] = reported(text).split('\n')
    expect(line.length).toBeLessThan(200)
    expect(line.slice(marks.indexOf('^'), marks.lastIndexOf('^') + 1)).toBe('alert.x')
  })
  test('ends at the line where the place is longer', () => {
    const text = 'rule "r" {\n  then {\n    wait until (alert.x\n      == "b")\n  }\n}\n'
    expect(reported(text)).toContain('3 |     wait until (alert.x\n  |     ^^^^^^^^^^^^^^^^^^^')
  })
  test('does without the text', () => {
    const [problem = expect.unreachable()] = parse('}', 'a.rule').problems
    expect(report(problem, null)).toBe(
      'error[E111]: nothing is open that `}` could close\n  --> a.rule:1:1\nhelp: remove it   [fix: remove it]',
    )
  })
  test('is painted by whoever asks for it', () => {
    const [problem = expect.unreachable()] = parse('}', 'a.rule').problems
    expect(report(problem, '}', (part, text) => `<${part}>${text}</>`)).toContain('<error>error[E111]</>')
  })
  test('counts at the end', () => {
    const { problems } = parse('}\n', 'a.rule')
    expect(reportAll([...problems, ...problems], () => null)).toMatch(/\n\n2 errors, 0 warnings$/)
    expect(reportAll([], () => null)).toBe('0 errors, 0 warnings')
  })
})
