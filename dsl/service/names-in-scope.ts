import type { Word } from '../syntax/token.ts'

const bringers = new Set(['as', 'set', 'each', 'event'])

/**
 * Names that steps before the end of the words have made: `as x`, `set x`, `for each x`, `event x` and parameters. Read from
 * the words alone, because the text is unfinished where somebody types. Names of blocks that are closed are gone.
 */
export function namesInScope(words: readonly Word[]): readonly string[] {
  const scopes: Set<string>[] = [new Set()]
  const isName = (word: Word | undefined) => word?.type === 'ident' || word?.type === 'soft'
  words.forEach((word, index) => {
    if (word.text === '{') scopes.push(new Set())
    else if (word.text === '}') {
      const gone = scopes.length > 1 ? scopes.pop() : null
      // The events of a sequence are for the whole rule.
      const isSequence = gone && words.slice(0, index).some((one) => one.text === 'sequence')
      if (isSequence && scopes.length === 2) for (const name of gone) scopes.at(-1)?.add(name)
    }
    const next = words[index + 1]
    if (next && isName(next)) {
      const isBeingMade = word.text === 'set' && index + 3 >= words.length
      if (bringers.has(word.text) && word.type !== 'ident' && !isBeingMade) scopes.at(-1)?.add(next.text)
      const isParam = words[0]?.text === 'playbook' && scopes.length === 1 && (word.text === '(' || word.text === ',')
      if (isParam && words[index + 2]?.text === ':') scopes.at(-1)?.add(next.text)
    }
  })
  return [...new Set(scopes.flatMap((scope) => [...scope]))]
}
