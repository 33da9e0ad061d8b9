/** E406: where a window may be asked, how, and about what (D80, D84). */
import type { Count, Distinct, Expr, NameRef, Path, Truth } from '../syntax/ast.ts'
import { alertless, triggerOf } from './fields.ts'
import type { Check, Place } from './place.ts'

type Window = Count | Distinct

export const windowFits: Check<Window> = (node, place, accept) => {
  const id = faultOf(node, place)
  if (id !== null) accept({ id, at: node.at, args: argsOf(node, place) })
}
const argsOf = ({ kind, op }: Window, place: Place) => ({
  window: kind,
  op,
  trigger: startsUncounted(place) ?? 'alert',
})

/** A named condition holds windows too, which fit where it is named or not. */
export const namedWindowFits: Check<Truth> = (node, place, accept) => {
  if (node.value.kind !== 'ref' || place.windows === 'freely') return
  for (const window of windowsNamed(node.value, place, [])) {
    const id = faultOf(window, place)
    if (id !== null) return accept({ id, at: node.at, args: argsOf(window, place) })
  }
}

/** Windows are fed by alerts, before any run: a run's names and its incident say nothing there. */
export const countsAlertsOnly: Check<Path | NameRef> = (node, place, accept) => {
  if (place.windows !== 'counted') return
  const name = node.kind === 'ref' ? node.name : String(node.segments[0])
  const isOfRun = node.kind === 'path' && ['incident', 'run', 'error', 'request'].includes(name)
  if (isOfRun || place.scope.knows(name)) accept({ id: 'E406/run', at: node.at, args: { name } })
}

/** The trigger of a rule that is asked without any alert, so that no window was ever asked with it. */
function startsUncounted(place: Place): string | null {
  return triggerOf(place) === 'manual' ? 'manual' : alertless(place)
}

function faultOf({ op }: Window, place: Place): string | null {
  const { windows } = place
  if (windows === 'never' || windows === 'counted') return 'E406/place'
  if (windows === 'rising' && startsUncounted(place) !== null) return 'E406/trigger'
  return windows === 'rising' && op !== '>=' && op !== '>' ? 'E406' : null
}

function windowsNamed(ref: NameRef, place: Place, within: readonly string[]): readonly Window[] {
  if (within.includes(ref.name)) return []
  const declared = place.files.seen(place.parsed, ref.name).find((one) => one.node?.kind === 'condition')
  if (declared?.node?.kind !== 'condition') return []
  const there = { ...place, parsed: declared.parsed }
  return windowsIn(declared.node.expr, (inner) => windowsNamed(inner, there, [...within, ref.name]))
}

function windowsIn(node: Expr, named: (ref: NameRef) => readonly Window[]): readonly Window[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.parts.flatMap((part) => windowsIn(part, named))
    case 'not':
    case 'paren':
      return windowsIn(node.of, named)
    case 'count':
    case 'distinct':
      return [node]
    case 'truth':
      return node.value.kind === 'ref' ? named(node.value) : []
    default:
      return []
  }
}
