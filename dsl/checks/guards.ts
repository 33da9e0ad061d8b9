import type { Declaration } from '../syntax/ast.ts'
import { isTrivia, type Token } from '../syntax/token.ts'

/** Names whose presence a declaration asks for by `has`. */
export function guardedIn(declaration: Declaration, tokens: readonly Token[]): ReadonlySet<string> {
  const guarded = new Set<string>()
  let before = ''
  for (const token of tokens) {
    if (token.at.start < declaration.at.start || token.at.end > declaration.at.end || isTrivia(token)) continue
    if (before === 'has' && token.type === 'path') guarded.add(/^[^.[]+/u.exec(token.text)?.[0] ?? '')
    before = token.text
  }
  return guarded
}
