/** Which names a step reads and where it sets them: a rule's own, a playbook's own, those of one pass of a loop (D109, D111). */
import type { Value } from '../model/value.ts'
import { own, without } from '../model/own.ts'
import type { BlockFrame, Frame, State } from './state.ts'

type Names = Readonly<Record<string, Value>>

/** What can be read there; inner names hide outer ones. */
export function namesAt(state: State, frame: Frame): Names {
  const scopes = scopesAround(state, frame)
  const isolated = scopes.at(-1)?.isolated === true
  if (scopes.length === 0) return state.names
  const inner = scopes.toReversed().map(({ names }) => names ?? {})
  // Entries, for `Object.assign` would take a variable called `__proto__` for the prototype.
  return Object.fromEntries((isolated ? inner : [state.names, ...inner]).flatMap(Object.entries<Value>))
}

/** The state in which the name has that value: where it is known already, else in the nearest scope. Undefined removes it. */
export function named(state: State, frame: Frame, name: string, value: Value | undefined): State {
  const scopes = scopesAround(state, frame)
  const isolated = scopes.at(-1)?.isolated === true
  const nearest = scopes[0]
  const known = scopes.find((scope) => own(scope.names ?? {}, name) !== undefined)
  const atRoot = !isolated && (nearest === undefined || (known === undefined && own(state.names, name) !== undefined))
  const scope = atRoot ? undefined : (known ?? nearest)
  if (scope === undefined) return { ...state, names: changed(state.names, name, value) }
  const frames = { ...state.frames, [scope.id]: { ...scope, names: changed(scope.names ?? {}, name, value) } }
  return { ...state, frames }
}

const changed = (names: Names, name: string, value: Value | undefined): Names => {
  const rest = without(names, name)
  return value === undefined ? rest : { ...rest, [name]: value }
}

/** Blocks with names of their own, the nearest first, up to the first that sees nothing around it. */
function scopesAround(state: State, frame: Frame): readonly BlockFrame[] {
  const found: BlockFrame[] = []
  for (let around: Frame | undefined = frame; around; ) {
    const parent: string | null = around.parent
    if (around.kind === 'block' && around.names !== undefined) {
      found.push(around)
      if (around.isolated) return found
    }
    around = parent === null ? undefined : own(state.frames, parent)
  }
  return found
}
