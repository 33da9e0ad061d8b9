/** E309, W545: how many of those who are asked must approve. */
import type { Approve, MapEntry } from '../syntax/ast.ts'
import type { Check } from './place.ts'
import { most, whole } from './whole-numbers.ts'

const entriesOf = ({ clauses }: Approve): readonly MapEntry[] =>
  clauses.flatMap((clause) => (clause.kind === 'with' ? clause.map.entries : []))

/** `quorum` and `exclude_requester` are about the approval itself, so they are known when it is checked (D55). */
export const quorumIsWhole: Check<Approve> = (step, _place, accept) => {
  for (const { key, value } of entriesOf(step)) {
    if (key === 'quorum' && value.kind === 'number') whole(value, 1, accept)
    else if (key === 'quorum') accept({ id: 'E309', at: value.at, args: { least: 1, most } })
    else if (key === 'exclude_requester' && value.kind !== 'boolean') accept({ id: 'E309/boolean', at: value.at })
  }
}

/**
 * Only where schedules of the rule set alone are asked: their people are known, while a team or a room may have any number.
 */
export const quorumIsReached: Check<Approve> = (step, place, accept) => {
  const quorum = entriesOf(step).find(({ key }) => key === 'quorum')?.value
  if (quorum?.kind !== 'number') return
  const people = new Set<string>()
  for (const target of step.by) {
    const schedule = target.kind === 'handle' ? place.files.firstOf('schedule', target.name)?.node : undefined
    if (schedule?.kind !== 'schedule') return
    for (const level of schedule.levels) for (const person of level.people) people.add(person.name)
  }
  if (quorum.value > people.size)
    accept({ id: 'W545', at: quorum.at, args: { quorum: quorum.value, people: people.size } })
}
