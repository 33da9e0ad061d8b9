/** E230, E231, E215: parameters of playbooks, their defaults, and what a `call` gives them (D109). */
import { isParamType, type ParamType, paramTypes } from '../model/param-types.ts'
import { own } from '../model/own.ts'
import { isSeverity } from '../model/severity.ts'
import type { CallStep, MapEntry, Param, Value } from '../syntax/ast.ts'
import { type Rewritten, withoutQuotes, withUnit } from './as-written.ts'
import { playbookNamed } from './calls.ts'
import { plainText } from './file-set.ts'
import { suggest } from './names.ts'
import type { Accept, Check, Place } from './place.ts'
import { isTextual, type Type, typeOf, typeOfParam } from './types.ts'

/** What other languages call them. */
const foreign: Readonly<Record<string, ParamType>> = {
  ...{ text: 'string', str: 'string', boolean: 'bool', array: 'list', object: 'map', dict: 'map' },
  ...{ int: 'number', integer: 'number', float: 'number', double: 'number', percentage: 'percent' },
  ...{ date: 'time', datetime: 'time', timestamp: 'time', instant: 'time', bytes: 'size', level: 'severity' },
} as const

export const paramHasType: Check<Param> = ({ name, type, value }, place, accept) => {
  if (isParamType(type.text)) {
    if (value) fits(name.text, type.text, value, place, (told) => accept({ id: 'E231', at: value.at, ...told }))
    return
  }
  const args = { name: type.text, known: paramTypes.join(', ') }
  const meant = own(foreign, type.text.toLowerCase())
  if (!meant) return suggest('E230', type.at, args, paramTypes, accept)
  const fix = { edits: [{ at: type.at, text: meant }], safe: true }
  accept({ id: 'E230', at: type.at, args: { ...args, near: meant }, fix })
}

export const argumentsFit: Check<CallStep> = (step, place, accept) => {
  const { text: playbook, at } = step.name
  const params = playbookNamed(playbook, place.parsed, place)?.node.params
  if (!params) return
  const names = params.map(({ name }) => name.text)
  for (const { key, keyAt } of step.args)
    if (!names.includes(key)) suggest('E215', keyAt, { name: key, playbook }, names, accept)
  for (const { name, value } of params)
    if (!value && !step.args.some(({ key }) => key === name.text))
      accept({ id: 'E215/missing', at, args: { name: name.text, playbook } })
  const given = new Set<string>()
  for (const arg of step.args) {
    if (given.has(arg.key)) accept({ id: 'E215/twice', at: arg.keyAt, args: { name: arg.key } })
    given.add(arg.key)
    const param = params.find(({ name }) => name.text === arg.key)
    if (param) argumentFits(arg, param, playbook, place, accept)
  }
}

function argumentFits({ value }: MapEntry, { name, type }: Param, playbook: string, place: Place, accept: Accept) {
  if (!isParamType(type.text)) return
  fits(name.text, type.text, value, place, ({ args, ...told }) =>
    accept({ id: 'E231/argument', at: value.at, args: { ...args, playbook }, ...told }),
  )
}

type Told = { readonly args: Readonly<Record<string, string>>; readonly fix?: Rewritten['fix'] }

function fits(name: string, wanted: ParamType, value: Value, place: Place, tell: (args: Told) => void) {
  const type = typeOf(value, place)
  if (takes(wanted, type, value)) return
  const args = { name, wanted, type }
  const meant = withoutQuotes(value, (typed) => takes(wanted, typed, value)) ?? withUnit(value, typeOfParam(wanted))
  tell(meant === null ? { args } : { args: { ...args, better: meant.better }, fix: meant.fix })
}

/** Whether the parameter may be given it. What was sent has no type, and `none` means that there is nothing. */
function takes(wanted: ParamType, type: Type, value: Value): boolean {
  if (type === 'unknown' || type === 'none') return true
  switch (wanted) {
    case 'string':
      return isTextual(type) || type === 'handle'
    case 'severity': {
      // One of the five words may be in quotes (D97), and what a text with holes says is not known here.
      const word = plainText(value)
      return type === 'severity' || (type === 'text' && (word === null || isSeverity(word)))
    }
    case 'number':
    case 'percent':
    case 'duration':
    case 'size':
      return type === wanted || type === 'measured'
    case 'bool':
      return type === 'boolean'
    case 'time':
    case 'list':
    case 'map':
      return type === wanted
  }
}
