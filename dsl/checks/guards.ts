import type { Declaration } from '../syntax/ast.ts'
import type { Token } from '../syntax/token.ts'
import { wordsIn } from '../syntax/words-in.ts'

/** Names whose presence a declaration asks for by `has`. */
export function guardedIn(declaration: Declaration, tokens: readonly Token[]): ReadonlySet<string> {
  const guarded = new Set<string>()
  let before = ''
  for (const token of wordsIn(tokens, declaration.at)) {
    if (before === 'has' && token.type === 'path') guarded.add(/^[^.[]+/u.exec(token.text)?.[0] ?? '')
    before = token.text
  }
  return guarded
}
