import type { Fault } from './fault.ts'
import type { Word } from './token.ts'

/** Deeper than anyone writes, and far from what the stack can hold. */
const deepestNesting = 100

/**
 * Finds the word at which brackets, a row of `not`, or a chain of `+` and `-` goes too deep: each is one level of the
 * tree, and whoever walks the tree recurses.
 */
export function tooDeep(words: readonly Word[]): Fault | null {
  const sums = [0]
  let nots = 0
  for (const word of words) {
    nots = word.text === 'not' ? nots + 1 : 0
    if (word.text === '{' || word.text === '(' || word.text === '[') sums.push(0)
    else if (word.text === '}' || word.text === ')' || word.text === ']') {
      if (sums.length > 1) sums.pop()
    } else if (word.text === '+' || word.text === '-') sums.push((sums.pop() ?? 0) + 1)
    else if (word.type === 'hard' || word.text === ',' || word.text === ':') {
      sums.pop()
      sums.push(0)
    }
    if (sums.length + nots + (sums.at(-1) ?? 0) > deepestNesting)
      return { id: 'E106', at: word.at, args: { limit: deepestNesting } }
  }
  return null
}
