/** E325 and E404: arguments of functions and filters of which nothing is made. */
import { functions, isFunction, type Taken } from '../compile/functions.ts'
import type { Call, Value } from '../syntax/ast.ts'
import { plainText } from './file-set.ts'
import { zoneExists } from './literals.ts'
import type { Accept, Check, Place } from './place.ts'
import { type Type, typeOf } from './types.ts'

/** The types of which a parameter makes something, the one to name first. */
const makes: Readonly<Record<Exclude<Taken, 'any'>, readonly [Type, ...Type[]]>> = {
  text: ['text', 'status'],
  number: ['number', 'measured'],
  time: ['time'],
  list: ['list'],
  word: [
    ...(['text', 'severity', 'status', 'handle', 'boolean', 'measured'] as const),
    ...(['number', 'percent', 'duration', 'size', 'time'] as const),
  ],
  measure: ['number', 'percent', 'measured'],
  many: ['list', 'map', 'text', 'status'],
  zone: ['text'],
}

/** What was sent has no type, and `none` means that there is nothing. */
const fits = (taken: Exclude<Taken, 'any'>, type: Type): boolean =>
  type === 'unknown' || type === 'none' || makes[taken].includes(type)

export const argumentsHaveTypes: Check<Call> = ({ name: { text: name }, args }, place, accept) => {
  if (!isFunction(name)) return
  const takes: readonly Taken[] = functions[name].takes
  for (const [index, value] of args.entries()) argumentFits(name, takes[index] ?? 'any', value, place, accept)
}

function argumentFits(name: string, taken: Taken, value: Value, place: Place, accept: Accept): void {
  if (taken === 'any') return
  const type = typeOf(value, place)
  if (!fits(taken, type)) accept({ id: 'E325', at: value.at, args: { name, left: makes[taken][0], type } })
  else if (taken === 'zone' && value.kind === 'text' && plainText(value) !== null) zoneExists(value, place, accept)
}
