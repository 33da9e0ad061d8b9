/** E310: conditions that every alert would pay for. */
import type { Logic } from '../syntax/ast.ts'
import { clausesIn, mostClauses } from './growth.ts'
import type { Check } from './place.ts'

/** The clauses of named conditions count where they are named, but of those that are too much already, which are told of there. */
export const hasFewClauses: Check<Logic> = (node, { files, parsed }, accept) => {
  const clauses = clausesIn(node, (name) => {
    const growth = files.growth(parsed, 'condition', name)
    return growth?.excess === null ? growth.clauses : 1
  })
  if (clauses > mostClauses) accept({ id: 'E310', at: node.at, args: { limit: mostClauses } })
}
