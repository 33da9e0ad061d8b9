/** W512: a person or a connection that is named twice in one list; each is told once all the same (D115). */
import type { Span } from '../model/span.ts'
import type { Approve, Clause, Notify, Target } from '../syntax/ast.ts'
import { plainText } from './file-set.ts'
import type { Accept, Check, Place } from './place.ts'

interface Named {
  /** Null where it is known only when it runs. */
  readonly name: string | null
  readonly at: Span
}

/** Each that was named before, with the comma before it. */
function namedTwice(all: readonly Named[], place: Place, accept: Accept) {
  const seen = new Set<string>()
  all.forEach(({ name, at }, index) => {
    const before = all[index - 1]
    if (name === null || !before || !seen.has(name)) {
      if (name !== null) seen.add(name)
      return
    }
    const gone = { start: before.at.end, end: at.end }
    const hasNote = place.parsed.tokens.some(
      (token) => token.type === 'comment' && gone.start <= token.at.start && token.at.end <= gone.end,
    )
    const fix = { edits: [{ at: gone, text: '' }], safe: true }
    accept({ id: 'W512', at, args: { name }, ...(hasNote ? {} : { fix }) })
  })
}

const targetOf = (target: Target): Named => {
  if (target.kind === 'handle') return { name: `@${target.name}`, at: target.at }
  return { name: plainText(target), at: target.at }
}

export const targetsAreNamedOnce: Check<Notify | Approve> = (node, place, accept) =>
  namedTwice((node.kind === 'notify' ? node.targets : node.by).map(targetOf), place, accept)

export const connectionsAreNamedOnce: Check<Clause & { readonly kind: 'via' }> = (node, place, accept) =>
  namedTwice(
    node.names.map(({ text, at }) => ({ name: text, at })),
    place,
    accept,
  )
