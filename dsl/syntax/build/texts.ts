import { through } from '../../model/span.ts'
import type { MapEntry, Text, Value } from '../ast.ts'
import { nodeOf, readText } from '../text.ts'
import type { Token } from '../token.ts'

export const text = ([token]: readonly [Token]): Text => nodeOf(token)
export const entry = (key: Token, value: Value): MapEntry => ({
  key: key.type === 'string' ? staticText(key) : key.text.normalize('NFC'),
  keyAt: key.at,
  value,
  at: through(key.at, value.at),
})

/** A key is taken as written, braces and all. */
const staticText = (token: Token): string => {
  const { parts } = readText(token).node
  return parts.length === 1 && parts[0]?.kind === 'characters' ? parts[0].text : token.text.slice(1, -1)
}
