/** The members that a name of a run has, where what brings it always gives the same ones. */
import type { Step } from '../syntax/ast.ts'
import { playbookNamed } from './calls.ts'
import { type Maker, makersIn } from './makers.ts'
import { alertMembers, membersOfItem, membersOfValue } from './members.ts'
import type { Place } from './place.ts'
import { fieldsOfResult, resultFields } from './result-fields.ts'
import { definedIn } from './scope.ts'

/** Null where one of those that bring the name may bring anything. */
export function membersOf(name: string, place: Place): readonly string[] | null {
  const all = (makersIn(place.declaration).get(name) ?? []).map((maker) => membersMade(maker, place))
  if (all.length === 0 || all.some((members) => members === null)) return null
  const members = new Set(all.flatMap((some) => some ?? []))
  return members.size === 0 ? null : [...members]
}

function membersMade(maker: Maker, place: Place): readonly string[] | null {
  if (maker.kind === 'event') return alertMembers
  if (maker.kind === 'item') return membersOfItem(maker.list)
  if (maker.kind === 'set') return membersOfValue(maker.value)
  return maker.kind === 'step' ? membersOfResult(maker.step, place) : null
}

function membersOfResult(step: Step, place: Place): readonly string[] | null {
  if (step.kind === 'call step') return membersOfCall(step.name.text, place)
  const known = fieldsOfResult(step.kind)
  return known && Object.keys(known)
}

/** Its outcome, and what its steps have set (D109). */
function membersOfCall(name: string, place: Place): readonly string[] | null {
  const playbook = playbookNamed(name, place.parsed, place)
  return playbook && [...Object.keys(resultFields['call step']), ...definedIn(playbook.node)]
}
