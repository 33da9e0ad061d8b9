/** E237: a variable keeps the type of its first `set` (D113). */
import type { SetStep } from '../syntax/ast.ts'
import { makersIn } from './makers.ts'
import type { Check } from './place.ts'
import { comparable, typeOf, typeOfMakers } from './types.ts'

/** Told only where all that may have set it before agree. */
export const variableKeepsType: Check<SetStep> = ({ name, value }, place, accept) => {
  if (name.kind !== 'name' || !place.scope.knows(name.text)) return
  const makers = makersIn(place.declaration).get(name.text) ?? []
  const before = makers.filter((maker) => maker.kind !== 'set' || maker.value.at.start < value.at.start)
  const left = typeOfMakers(before, place)
  const right = typeOf(value, place)
  if (right !== 'none' && !comparable(left, right))
    accept({ id: 'E237', at: value.at, args: { name: name.text, left, right } })
}
