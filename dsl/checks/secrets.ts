/** S603: where a secret may stand (D60); S601: one that is written into the file. */
import type { Path, Text } from '../syntax/ast.ts'
import type { Check } from './place.ts'

export const secretStandsAlone: Check<Path> = (node, place, accept) => {
  if (node.segments[0] === 'secret' && !place.secretAllowed)
    accept({ id: 'S603', at: node.at, args: { name: node.segments.slice(0, 2).join('.') } })
}

const tokens: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a Slack token', /\bxox[abeoprs]-[\w-]{10,}/u],
  ['a Slack webhook', /hooks\.slack\.com\/services\/\w+\/\w+\/\w+/u],
  ['an AWS access key', /\bAKIA[0-9A-Z]{16}\b/u],
  ['a GitHub token', /\bgh[oprsu]_[A-Za-z0-9]{30,}/u],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/u],
]

/** The message names the kind, never the text. */
export const holdsNoSecret: Check<Text> = (node, _place, accept) => {
  const text = node.parts.map((part) => (part.kind === 'characters' ? part.text : '')).join('')
  const found = tokens.find(([, pattern]) => pattern.test(text))
  if (found) accept({ id: 'S601', at: node.at, args: { what: found[0] } })
}
