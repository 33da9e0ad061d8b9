/** W511: `${…}` in a text, which stays as it is; E311: a text with more holes than a run can carry. */

import type { Text } from '../syntax/ast.ts'
import { parseHole } from '../syntax/interpolation.ts'
import { nodeOf } from '../syntax/text.ts'
import { wordsIn } from '../syntax/words-in.ts'
import type { Check } from './place.ts'

const mostHoles = 500

export const holesAreFew: Check<Text> = (node, _place, accept) => {
  const holes = node.parts.filter((part) => part.kind === 'hole').length
  if (holes > mostHoles) accept({ id: 'E311', at: node.at, args: { limit: mostHoles } })
}

const dollarHole = /\$\{([^{}\n"]*)\}/gu

/** The tree has the text with its escapes read, so the file is asked: `$\{` is no hole of anybody. */
export const holesHaveTwoBraces: Check<Text> = (node, { parsed }, accept) => {
  if (!node.parts.some((part) => part.kind === 'characters' && part.text.includes('${'))) return
  const [token] = wordsIn(parsed.tokens, node.at)
  if (!token) return
  for (const match of token.text.matchAll(dollarHole)) {
    const start = token.at.start + match.index
    const at = { start, end: start + match[0].length }
    const inside = (match[1] ?? '').trim()
    const better = `{{${inside}}}`
    const fix = { edits: [{ at, text: better }], safe: false }
    const reads = 'hole' in parseHole(inside, at, nodeOf) && inside.includes('.')
    accept({ id: 'W511', at, args: { written: match[0], ...(reads ? { better } : {}) }, ...(reads ? { fix } : {}) })
  }
}
