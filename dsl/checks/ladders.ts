/** E244, W543, W544, W546: the levels of a schedule, and the level that an `escalate` asks for. */
import type { Escalate, Schedule } from '../syntax/ast.ts'
import type { Check } from './place.ts'

export const levelsStandOnce: Check<Schedule> = ({ levels }, _place, accept) => {
  for (const [index, { level }] of levels.entries()) {
    const first = levels.slice(0, index).find((one) => one.level.value === level.value)
    if (first) accept({ id: 'E244', at: level.at, labels: [first.level.at], args: { level: level.value } })
  }
}

/** Only people are asked for by the name on a level (D116). */
export const levelsNamePeople: Check<Schedule> = ({ levels }, place, accept) => {
  for (const { people } of levels)
    for (const { name, at } of people) {
      const isSchedule = place.files.declares('schedule', name)
      if (isSchedule) accept({ id: 'W544', at, args: { name } })
    }
}

/** The ladder takes the highest level whose `after` has passed: one below that has a later time is passed over. */
export const levelsRise: Check<Schedule> = ({ levels }, _place, accept) => {
  const timed = levels
    .flatMap(({ level, after }) => (after ? [{ level: level.value, after }] : []))
    .toSorted((a, b) => a.level - b.level)
  for (const [index, { level, after }] of timed.entries()) {
    const above = timed.slice(index + 1).find((one) => one.level > level && one.after.ms < after.ms)
    if (above)
      return accept({ id: 'W546', at: after.at, labels: [above.after.at], args: { level, above: above.level } })
  }
}

export const levelIsThere: Check<Escalate> = ({ target, clauses }, place, accept) => {
  const asked = clauses.find((clause) => clause.kind === 'level')
  const found = place.files.firstOf('schedule', target.name)?.node
  if (!asked || found?.kind !== 'schedule') return
  const levels = found.levels.map(({ level }) => level.value).toSorted((a, b) => a - b)
  const last = levels.at(-1)
  if (last === undefined || levels.includes(asked.level.value)) return
  const instead = levels.find((level) => level > asked.level.value) ?? last
  accept({
    id: 'W543',
    at: asked.level.at,
    args: { name: target.name, level: asked.level.value, instead, levels: levels.join(', ') },
  })
}
