/** E233 to E236: members that are never there, and roots that are not there where they are read. */
import type { Path } from '../syntax/ast.ts'
import { fields } from './field-names.ts'
import { triggerOf } from './fields.ts'
import { makersIn } from './makers.ts'
import { alertMembers } from './members.ts'
import { suggest } from './names.ts'
import type { Check } from './place.ts'
import { membersOf } from './shapes.ts'
import { typeOfMakers } from './types.ts'
import { own } from '../model/own.ts'

/** `x.nope` of a step's result, whose members are always the same. */
export const resultHasMember: Check<Path> = (node, place, accept) => {
  const [name, member] = node.segments
  if (typeof name !== 'string' || typeof member !== 'string' || !place.scope.knows(name)) return
  const known = membersOf(name, place)
  if (known === null || known.includes(member)) return
  const args = { name: member, of: name, known: known.join(', ') }
  suggest('E233', node.at, args, known, accept, (near) => [name, near, ...node.segments.slice(2)].join('.'))
}

/** `x.nope` of a variable, parameter or item that is one text, number or the like, or a list. */
export const valueHasParts: Check<Path> = (node, place, accept) => {
  const [name, member] = node.segments
  if (typeof name !== 'string' || member === undefined || !place.scope.knows(name)) return
  const type = typeOfMakers(makersIn(place.declaration).get(name) ?? [], place)
  if (type === 'unknown' || type === 'map') return
  if (type !== 'list') accept({ id: 'E233/plain', at: node.at, args: { of: name } })
  else if (typeof member === 'string') accept({ id: 'E233/list', at: node.at, args: { of: name, item: `${name}[0]` } })
}

/** `alert.name.x`: what stands under a field that has no parts. */
export const fieldHasParts: Check<Path> = (node, _place, accept) => {
  const [root, field, third, fourth] = node.segments
  if (third === undefined || !own(fields, String(root))?.includes(String(field)) || root === 'request') return
  const of = `${String(root)}.${String(field)}`
  if (of !== 'alert.tags' && of !== 'incident.alerts') return accept({ id: 'E233/plain', at: node.at, args: { of } })
  if (typeof third !== 'number') return accept({ id: 'E233/list', at: node.at, args: { of, item: `${of}[0]` } })
  if (of === 'alert.tags' || typeof fourth !== 'string' || alertMembers.includes(fourth)) return
  const item = `${of}[${third}]`
  const args = { name: fourth, of: item, known: alertMembers.join(', ') }
  suggest('E233', node.at, args, alertMembers, accept, (near) => `${item}.${near}`)
}

export const errorIsAround: Check<Path> = (node, place, accept) => {
  if (node.segments[0] === 'error' && !place.failing)
    accept({ id: 'E234', at: node.at, args: { path: node.segments.join('.') } })
}

/** Rules are asked before there is an incident, and so is what mutes alerts. */
export const runIsThere: Check<Path> = (node, place, accept) => {
  const [root] = node.segments
  const { kind } = place.declaration
  const isBefore = (kind === 'rule' || kind === 'inhibit') && !place.running && place.windows !== 'counted'
  if ((root === 'incident' || root === 'run') && isBefore)
    accept({ id: 'E235', at: node.at, args: { path: node.segments.slice(0, 2).join('.') } })
}

export const requestIsThere: Check<Path> = (node, place, accept) => {
  const trigger = triggerOf(place)
  if (node.segments[0] === 'request' && trigger !== null && trigger !== 'webhook')
    accept({ id: 'E236', at: node.at, args: { path: node.segments.slice(0, 2).join('.'), trigger } })
}
