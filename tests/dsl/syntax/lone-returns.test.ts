/** The line ends of old Macs. */
import { expect, test } from 'vitest'
import { format } from '../../../dsl/format/index.ts'
import { parse } from '../../../dsl/syntax/parse.ts'

const rule = ['rule "x" {', '  when label.a == "1" # a comment', '  then { end ok }', '}']
const returnsIn = (text: string) =>
  parse(text, 'a.rule').problems.flatMap(({ code, args, range }) =>
    code === 'E110' && args.variant === 'return' ? [[range.start.line, range.start.offset]] : [],
  )

test.each<[name: string, text: string, places: readonly (readonly number[])[]]>([
  ['LF', rule.join('\n'), []],
  ['CRLF', rule.join('\r\n'), []],
  ['CR CR LF, as some programs make of CRLF', rule.join('\r\r\n'), []],
  ['CR at the end of the file', `${rule.join('\n')}\r`, []],
  ['CR in a text', 'template t = "a\rb"\n', []],
  // Told once: the rest has the same cause.
  ['CR', ['edition 1', '# a comment', ...rule].join('\r'), [[1, 9]]],
  ['CR behind a comment alone', '# a comment\rrule "x" { then { end ok } }\n', [[1, 11]]],
  ['CR after lines that are well', 'edition 1\n\ntemplate t = "a"\rtemplate u = "b"\n', [[3, 27]]],
])('%s', (_, text, places) => expect(returnsIn(text)).toEqual(places))

test('a file with them is not formatted, so that nothing of it is lost', () => {
  expect(format(['edition 1', '# a comment', ...rule].join('\r')).kind).not.toBe('formatted')
})
