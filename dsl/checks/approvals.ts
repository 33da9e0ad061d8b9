/** W545: a quorum that those who are asked cannot reach. */
import type { Approve } from '../syntax/ast.ts'
import type { Check } from './place.ts'

/**
 * Only where schedules of the rule set alone are asked: their people are known, while a team or a room may have any number.
 */
export const quorumIsReached: Check<Approve> = ({ by, clauses }, place, accept) => {
  const entries = clauses.flatMap((clause) => (clause.kind === 'with' ? clause.map.entries : []))
  const quorum = entries.find(({ key }) => key === 'quorum')?.value
  if (quorum?.kind !== 'number') return
  const people = new Set<string>()
  for (const target of by) {
    const schedule = target.kind === 'handle' ? place.files.firstOf('schedule', target.name)?.node : undefined
    if (schedule?.kind !== 'schedule') return
    for (const level of schedule.levels) for (const person of level.people) people.add(person.name)
  }
  if (quorum.value > people.size)
    accept({ id: 'W545', at: quorum.at, args: { quorum: quorum.value, people: people.size } })
}
