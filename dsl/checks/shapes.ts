/** The members that a name of a run has, where what brings it always gives the same ones. */
import type { Step } from '../syntax/ast.ts'
import { type Maker, makersIn } from './makers.ts'
import { alertMembers, membersOfItem, membersOfValue } from './members.ts'
import type { Place } from './place.ts'
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
function membersOfCall(name: string, { files, parsed }: Place): readonly string[] | null {
  const playbook = files.seen(parsed, name).find((one) => one.node?.kind === 'playbook')?.node
  return playbook?.kind === 'playbook' ? ['outcome', 'message', ...definedIn(playbook)] : null
}
