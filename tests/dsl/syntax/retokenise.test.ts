import fc from 'fast-check'
import { expect, test } from 'vitest'
import { tokenise } from '../../../dsl/syntax/lexer.ts'
import { retokenise } from '../../../dsl/syntax/retokenise.ts'
import { editedTokensAreFresh } from './retokenised.ts'

test('after any edits the tokens are those of the text as it is now', () => {
  fc.assert(editedTokensAreFresh, { numRuns: 2_000 })
})

test('tokens before and behind the line of an edit are the same objects where nothing moved', () => {
  const text = 'a 1\nb 2\nc 3\nd 4\n'
  const before = tokenise(text)
  const after = retokenise(text.replace('2', '5'), before)
  expect(after.filter((token) => !before.includes(token)).map(({ text }) => text)).toEqual(['b', ' ', '5', '\n'])
})
