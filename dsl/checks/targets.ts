/** W591: a target that reaches nobody, whoever runs it. */
import type { Notify, Target } from '../syntax/ast.ts'
import { plainText } from './file-set.ts'
import type { Check, Place } from './place.ts'

/** What every mailbox has (`activities/channels/email.ts`). */
const mailbox = /^[^\s@]+@[^\s@]+$/u

/** All of it goes by the mail of this installation; a connection of the rule's own may be called `email` too. */
function goesByMail({ clauses }: Notify, { files, known }: Place): boolean {
  const ways = clauses.flatMap((clause) => (clause.kind === 'via' ? clause.names : []))
  const isOther = files.declares('connection', 'email') || (known.connections?.email ?? 'email') !== 'email'
  return ways.length > 0 && !isOther && ways.every(({ text }) => text === 'email')
}

export const targetsAreSomebody: Check<Notify> = (node, place, accept) => {
  const constant = (target: Target) => (target.kind === 'handle' ? null : plainText(target))
  for (const target of node.targets) {
    const name = constant(target)
    if (name === null) continue
    if (name.trim() === '') accept({ id: 'W591', at: target.at })
    else if (goesByMail(node, place) && !mailbox.test(name)) accept({ id: 'W591/mail', at: target.at, args: { name } })
  }
}
