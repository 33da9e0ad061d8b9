/** E216, E320, E321: constants, conditions and playbooks made of themselves, of too long a chain of names, of too much. */
import type { Condition, Const, Playbook } from '../syntax/ast.ts'
import { deepestCalls, deepestNames, mostNamed } from './growth.ts'
import type { Check } from './place.ts'

export const isNotItsOwnPart: Check<Const | Condition> = ({ kind, name }, { files, parsed }, accept) => {
  const growth = files.growth(parsed, kind, name.text)
  if (growth && growth.circle !== null) accept({ id: 'E216', at: name.at, args: { what: kind, name: name.text } })
}

/** What is made of something too deep or too large is too: only the first of a chain is told of. */
export const staysSmall: Check<Const | Condition | Playbook> = ({ kind, name }, { files, parsed }, accept) => {
  const growth = files.growth(parsed, kind, name.text)
  if (!growth?.isFirst || growth.excess === null || growth.circle !== null) return
  const limit = kind === 'playbook' ? deepestCalls : deepestNames
  if (growth.excess === 'deep')
    accept({
      id: kind === 'playbook' ? 'E320/calls' : 'E320',
      at: name.at,
      args: { what: kind, name: name.text, limit },
    })
  // Of a condition's clauses E310 is told where they stand.
  else if (kind === 'const') accept({ id: 'E321', at: name.at, args: { name: name.text, limit: mostNamed } })
}
