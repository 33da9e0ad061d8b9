/** S603: where a secret may stand (D60); S601: one that is written into the file. */
import { secretIn } from '../model/secret-texts.ts'
import type { Connection, Path, Text } from '../syntax/ast.ts'
import type { Check } from './place.ts'

export const secretStandsAlone: Check<Path> = (node, place, accept) => {
  if (node.segments[0] === 'secret' && !place.secretAllowed)
    accept({ id: 'S603', at: node.at, args: { name: node.segments.slice(0, 2).join('.') } })
}

/** The message names the kind, never the text. */
export const holdsNoSecret: Check<Text> = (node, _place, accept) => {
  const text = node.parts.map((part) => (part.kind === 'characters' ? part.text : '')).join('')
  const what = secretIn(text)
  if (what !== null) accept({ id: 'S601', at: node.at, args: { what } })
}

const secretKey =
  /^(?:token|password|secret|api_?key|auth_token|access_token|signing_secret|client_secret|bot_token)$/iu

/** `token: "…"` of a connection: whatever stands there is one. */
export const keysAreSecret: Check<Connection> = ({ name, config }, _place, accept) => {
  for (const { key, value } of config.entries) {
    if (!secretKey.test(key) || value.kind !== 'text') continue
    const text = value.parts.map((part) => (part.kind === 'characters' ? part.text : '{{}}')).join('')
    if (text === '' || text.includes('{{') || secretIn(text) !== null) continue
    const better = `secret.${name.text}_${key}`
    accept({
      id: 'S601/key',
      at: value.at,
      args: { name: key, better },
      fix: { edits: [{ at: value.at, text: better }], safe: false },
    })
  }
}
