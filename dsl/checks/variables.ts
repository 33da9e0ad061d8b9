/** E237: a variable keeps the type of its first `set` (D113). */
import type { SetStep } from '../syntax/ast.ts'
import type { Check } from './place.ts'
import { comparable, firstTypeOf, isTextual, type Type, typeOf } from './types.ts'

export const variableKeepsType: Check<SetStep> = ({ name, value }, place, accept) => {
  if (name.kind !== 'name') return
  const left = firstTypeOf(name.text, place)
  const right = typeOf(value, place)
  if (right !== 'none' && !comparable(left, right) && !(isWord(left) && isWord(right)))
    accept({ id: 'E237', at: value.at, args: { name: name.text, left, right } })
}

/** Whom to tell may be a handle or a text: both are written into one. */
const isWord = (type: Type): boolean => isTextual(type) || type === 'handle'
