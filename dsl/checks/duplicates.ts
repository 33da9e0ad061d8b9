/** E202, E207, E219: names that are declared twice, in the rule set or inside a rule (D114), and names that may not be borne (D97). */
import { isSeverity } from '../model/severity.ts'
import type { Declaration, ForEach, Playbook, SetStep, Step, Trigger } from '../syntax/ast.ts'
import { positionAt } from '../syntax/lines.ts'
import { textOf } from './file-set.ts'
import { contactKinds } from './known.ts'
import { isRoot } from './names.ts'
import type { Accept, Check, Place } from './place.ts'

/** The first of two stays as it is; the later one is told of, and where the first is. */
export const nameIsFree: Check<Declaration> = (node, place, accept) => {
  if (node.kind === 'use') return
  const name = node.name.kind === 'name' ? node.name.text : textOf(node.name.parts)
  const first = place.files.firstOf(node.kind, name)
  if (!first?.node || first.node === node) return
  const { line, column } = positionAt(first.parsed.lines, first.node.at.start)
  accept({
    id: node.kind !== first.keyword ? 'E202/kind' : node.kind === 'rule' ? 'E202/rule' : 'E202',
    at: node.name.at,
    args: { what: node.kind, name, other: first.keyword, place: `${first.parsed.file}:${line}:${column}` },
  })
}

const reserved = (name: string): boolean => isSeverity(name) || isRoot(name)

export const nameIsAllowed: Check<Declaration> = (node, _place, accept) => {
  if (node.kind === 'use' || node.name.kind !== 'name') return
  const { text: name, at } = node.name
  if (node.kind === 'const' && reserved(name)) accept({ id: 'E207', at, args: { name } })
  if (node.kind === 'connection' && name !== 'email' && (contactKinds as readonly string[]).includes(name))
    accept({ id: 'E207/kind', at, args: { name } })
}

/** Temporal finds runs by these names, and refuses one that is longer than it can index. */
const longestName = 200

export const nameIsShort: Check<Declaration> = (node, _place, accept) => {
  if (node.kind === 'use') return
  const name = node.name.kind === 'name' ? node.name.text : textOf(node.name.parts)
  if ([...name].length > longestName)
    accept({ id: 'E219', at: node.name.at, args: { what: node.kind, limit: longestName } })
}

const localIsFree = (name: string, at: { start: number; end: number }, place: Place, accept: Accept) => {
  if (reserved(name)) return accept({ id: 'E207', at, args: { name } })
  const shadowed = place.files.seen(place.parsed, name).find((one) => one.keyword === 'const')
  if (place.scope.knows(name)) accept({ id: 'E202/local', at, args: { name } })
  else if (shadowed) accept({ id: 'E202/shadow', at, args: { name, file: shadowed.parsed.file } })
}

export const stepNamesAreFree: Check<Step> = (node, place, accept) => {
  for (const clause of node.clauses)
    if (clause.kind === 'as') localIsFree(clause.name.text, clause.name.at, place, accept)
}
export const loopNameIsFree: Check<ForEach> = (node, place, accept) =>
  localIsFree(node.name.text, node.name.at, place, accept)

/** A variable may be set again; a step's name or a constant may not become one. */
export const variableIsFree: Check<SetStep> = (node, place, accept) => {
  if (node.name.kind === 'name') {
    const { text: name, at } = node.name
    if (reserved(name)) accept({ id: 'E207', at, args: { name } })
    else if (!place.scope.knows(name) || place.scope.isFixed(name)) localIsFree(name, at, place, accept)
  } else if (node.name.segments.join('.') !== 'alert.note')
    accept({ id: 'E214', at: node.name.at, args: { path: node.name.segments.join('.') } })
}
export const paramsAreFree: Check<Playbook> = (node, place, accept) => {
  const seen = new Set<string>()
  for (const { name } of node.params) {
    if (seen.has(name.text)) accept({ id: 'E202/local', at: name.at, args: { name: name.text } })
    else localIsFree(name.text, name.at, place, accept)
    seen.add(name.text)
  }
}
export const aliasesAreFree: Check<Trigger & { readonly kind: 'sequence' }> = (node, place, accept) => {
  const seen = new Set<string>()
  for (const { name } of node.events) {
    if (seen.has(name.text)) accept({ id: 'E202/local', at: name.at, args: { name: name.text } })
    else localIsFree(name.text, name.at, place, accept)
    seen.add(name.text)
  }
}
