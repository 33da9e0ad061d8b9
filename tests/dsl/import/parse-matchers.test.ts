import { expect, test } from 'vitest'
import { type MatchOp, valuesOf } from '../../../dsl/import/alertmanager/matcher.ts'
import { parseMatchers } from '../../../dsl/import/alertmanager/parse-matchers.ts'

const m = (label: string, op: MatchOp, value: string) => ({ label, op, value })

test.each([
  ['a="b"', [m('a', '=', 'b')]],
  [' a = b ', [m('a', '=', 'b')]],
  ['{a="b",c!="d"}', [m('a', '=', 'b'), m('c', '!=', 'd')]],
  ['a=~"b|c",d!~"e,f",', [m('a', '=~', 'b|c'), m('d', '!~', 'e,f')]],
  ['', []],
  [String.raw`a="q\"u\\o\nt\e"`, [m('a', '=', 'q"u\\o\nt\\e')]],
  ['a=', [m('a', '=', '')]],
  ["a='b'", [m('a', '=', "'b'")]],
  // Since 0.27: any name in quotes, Go's escapes.
  ['"foo bar"="🙂"', [m('foo bar', '=', '🙂')]],
  ['{ "k8s.io/app" =~ "a|b" , plain != c }', [m('k8s.io/app', '=~', 'a|b'), m('plain', '!=', 'c')]],
  [String.raw`"a\tb"="\u00e9\x41\U0001F642"`, [m('a\tb', '=', 'éA🙂')]],
  ['größe="x"', [m('größe', '=', 'x')]],
])('%s', (text, expected) => expect(parseMatchers(text)).toEqual(expected))

test.each(['a', 'a=="b"', 'a="b', 'a="b"c', 'a b="c"', '{"a"="b"', String.raw`"a"="\q"`, '="b"', 'a=b"c'])(
  '%s is refused',
  (text) => expect(parseMatchers(text)).toBeNull(),
)

test.each([
  ['=', 'a|b', ['a|b']],
  ['=~', 'a', ['a']],
  ['=~', 'a|b|a', ['a', 'b']],
  ['=~', '(a|b)', ['a', 'b']],
  ['=~', '(?:a|b)', ['a', 'b']],
  ['=~', 'a|', ['a', '']],
  ['=~', String.raw`a\.b|c\-d`, ['a.b', 'c-d']],
  ['=~', 'a.b', null],
  ['=~', String.raw`a\d`, null],
  ['=~', String.raw`a\|b`, null],
  ['=~', '(a|b)c', null],
  ['=~', '(a)|(b)', null],
  ['=~', '(?i)a', null],
  ['=~', '^a$', null],
  ['!=', 'a', null],
  ['!~', 'a|b', null],
] as const)('the values of %s"%s"', (op, value, expected) => expect(valuesOf(m('x', op, value))).toEqual(expected))
