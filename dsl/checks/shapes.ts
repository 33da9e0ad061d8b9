/** The members that a name of a run has, where what brings it always gives the same ones. */
import type { Step } from '../syntax/ast.ts'
import { playbookNamed } from './calls.ts'
import { fields } from './field-names.ts'
import { type Maker, makersIn } from './makers.ts'
import type { Place } from './place.ts'
import { definedIn } from './scope.ts'

/** An alert as a value: an event of a sequence, an item of `incident.alerts`. */
export const alertMembers: readonly string[] = [...(fields.alert ?? []), 'label', 'metadata']

/** Null where one of those that bring the name may bring anything. */
export function membersOf(name: string, place: Place): readonly string[] | null {
  const all = (makersIn(place.declaration).get(name) ?? []).map((maker) => membersMade(maker, place))
  if (all.length === 0 || all.some((members) => members === null)) return null
  return [...new Set(all.flatMap((members) => members ?? []))]
}

function membersMade(maker: Maker, place: Place): readonly string[] | null {
  if (maker.kind === 'event') return alertMembers
  return maker.kind === 'step' ? membersOfResult(maker.step, place) : null
}

/** As `dsl/run/steps` gives them. */
function membersOfResult(step: Step, place: Place): readonly string[] | null {
  switch (step.kind) {
    case 'wait for':
      return ['outcome', 'by']
    case 'wait until':
      return ['outcome']
    case 'approve':
      return ['approved', 'by', 'at', 'comment']
    case 'run':
      return ['ok', 'exit_code', 'stdout', 'stderr', 'error', 'duration']
    case 'http':
      return ['status', 'headers', 'body']
    case 'ticket create':
    case 'ticket update':
    case 'ticket close':
      return ['system', 'key', 'url']
    case 'call step':
      return membersOfCall(step.name.text, place)
    default:
      return null
  }
}

/** Its outcome, and what its steps have set (D109). */
function membersOfCall(name: string, place: Place): readonly string[] | null {
  const playbook = playbookNamed(name, place.parsed, place)
  return playbook && ['outcome', 'message', ...definedIn(playbook.node)]
}
