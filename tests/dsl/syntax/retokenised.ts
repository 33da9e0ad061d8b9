/** Whatever is edited where: the tokens are those of the text as it is now. */
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { tokenise } from '../../../dsl/syntax/lexer.ts'
import { retokenise } from '../../../dsl/syntax/retokenise.ts'
import { shipped } from './any-text.ts'

/** What opens, closes, joins or splits tokens. */
const snippet = fc.constantFrom(
  ...[
    '"',
    '""',
    '"""',
    '\\',
    '/',
    '#',
    '# "\n',
    "'",
    '-',
    '-5',
    '5',
    '5%',
    ' ',
    '\n',
    '\r\n',
    '\n\n',
    '.',
    '..',
    'x',
    'x.y',
  ],
  ...[
    '[',
    '["',
    '"]',
    '{',
    '}',
    '{{',
    '}}',
    '=',
    '==',
    '@a',
    '09:00',
    '2026-03-01',
    'rule "a" {',
    '\uFEFF',
    '\u2028',
    '',
  ],
)
const pieces = fc.array(snippet, { maxLength: 30 }).map((parts) => parts.join(''))
const texts = fc.oneof(
  fc.constantFrom(...shipped),
  pieces,
  fc.tuple(fc.constantFrom(...shipped), fc.nat(), pieces).map(([text, at, put]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + put + text.slice(place)
  }),
)

export const editedTokensAreFresh = fc.property(
  texts,
  fc.array(fc.tuple(fc.nat(), fc.nat({ max: 40 }), fc.oneof(snippet, pieces)), { minLength: 1, maxLength: 6 }),
  (text, edits) => {
    let now = text
    let tokens: ReturnType<typeof retokenise> = tokenise(text)
    for (const [at, gone, put] of edits) {
      const place = at % (now.length + 1)
      now = now.slice(0, place) + put + now.slice(place + gone)
      tokens = retokenise(now, tokens)
      assert.deepEqual(
        tokens,
        tokenise(now),
        `edited at ${place}: ${JSON.stringify(now.slice(place - 60, place + 60))}`,
      )
    }
  },
)
