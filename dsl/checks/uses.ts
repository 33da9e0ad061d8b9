/** What one declaration names of others: E203, E208, E216, and W508 for names from outside (D17), W509. */
import { functions, isFunction } from '../compile/functions.ts'
import { isMessageMember, messageMemberMeantBy, messageMembers } from '../model/message-members.ts'
import { nearest, sharesWords } from '../model/nearest.ts'
import { own } from '../model/own.ts'
import type { Call, CallStep, Clause, Handle, MapEntry, Notify, RuleItem, Run, Use } from '../syntax/ast.ts'
import { textOf } from './file-set.ts'
import { contactKinds } from './known.ts'
import { mustSee, suggest } from './names.ts'
import type { Accept, Check } from './place.ts'

export const fileIsThere: Check<Use> = (node, place, accept) => {
  const path = textOf(node.path.parts)
  if (!place.files.used(place.parsed, path)) accept({ id: 'E208', at: node.path.at, args: { path } })
}

/** The rule may be of another rule set, so it is only warned of (D12). */
export const ruleIsDeclared: Check<RuleItem & { readonly kind: 'suppress while' }> = ({ rule }, place, accept) => {
  const name = textOf(rule.parts)
  const { files } = place
  if (files.declares('rule', name) || files.files.some((file) => files.isIncomplete(file))) return
  const rules = files.declared.flatMap((one) => (one.keyword === 'rule' ? [one.name] : []))
  suggest('W542', rule.at, { name }, rules, accept, (near) => `"${near}"`)
}

export const templateIsKnown: Check<Clause & { readonly kind: 'using' }> = (node, place, accept) =>
  mustSee('template', node.name.text, node.name.at, place, accept)

export const playbookIsKnown: Check<CallStep> = (node, place, accept) =>
  mustSee('playbook', node.name.text, node.name.at, place, accept)

export const functionIsKnown: Check<Call> = (node, _place, accept) => {
  const { text: name, at } = node.name
  if (!isFunction(name)) return suggest('E206', at, { name }, Object.keys(functions), accept)
  const { min, max } = functions[name]
  if (node.args.length < min || node.args.length > max)
    accept({ id: 'E206/count', at: node.at, args: { name, min, max, count: node.args.length } })
}

export const handleIsKnown: Check<Handle> = (node, place, accept) => {
  const { handles } = place.known
  if (!handles || handles.includes(node.name)) return
  if (place.files.declares('schedule', node.name)) return
  suggest('W508/target', node.at, { name: node.name }, handles, accept, (name) => `@${name}`)
}

export const connectionsAreKnown: Check<Clause & { readonly kind: 'via' }> = (node, place, accept) => {
  const { connections } = place.known
  if (!connections) return
  for (const { text: name, at } of node.names) {
    if ((contactKinds as readonly string[]).includes(name) || Object.hasOwn(connections, name)) continue
    if (place.files.declares('connection', name)) continue
    const args = { name, variable: `TOCSIN_CONN_${name.toUpperCase()}_TYPE` }
    // A kind of contact is another way out, not a slip of the pen: `mail` is not told to be `email`.
    const near = Object.keys(connections).filter((one) => !(contactKinds as readonly string[]).includes(one))
    suggest('W508/connection', at, args, near, accept)
  }
}

export const remediationIsKnown: Check<Run> = (node, place, accept) => {
  const { remediations } = place.known
  if (!remediations) return
  const { text: name, at } = node.name
  const parameters = Object.hasOwn(remediations, name) ? remediations[name] : undefined
  if (!parameters && place.files.declares('playbook', name)) {
    const keys = node.clauses.flatMap((one) =>
      one.kind === 'with' ? one.map.entries.map(({ key }) => `${key}: …`) : [],
    )
    return accept({ id: 'W508/playbook', at, args: { name, better: `call ${name}(${keys.join(', ')})` } })
  }
  if (!parameters) return suggest('W508/remediation', at, { name }, Object.keys(remediations), accept)
  const given = node.clauses.flatMap((clause) =>
    clause.kind === 'with' ? clause.map.entries.map((entry) => entry.key) : [],
  )
  for (const clause of node.clauses)
    if (clause.kind === 'with')
      for (const entry of clause.map.entries)
        if (!parameters.includes(entry.key)) unknownParameter(entry, name, parameters, given, accept)
  const needed = own(place.known.obligatory ?? {}, name) ?? []
  // A name that is not known may be meant as the one that is missing.
  if (!given.every((key) => parameters.includes(key))) return
  for (const key of needed)
    if (!given.includes(key)) accept({ id: 'W508/missing', at, args: { name: key, remediation: name } })
}

function unknownParameter(
  { key, keyAt }: MapEntry,
  remediation: string,
  parameters: readonly string[],
  given: readonly string[],
  accept: Accept,
) {
  const args = { name: key, remediation, known: parameters.join(', ') }
  const free = parameters.filter((one) => !given.includes(one))
  const near = nearest(key, free) ?? sharesWords(key, free)
  const fix = near === null ? {} : { fix: { edits: [{ at: keyAt, text: near }], safe: false } }
  accept({ id: 'W508/parameter', at: keyAt, args: near === null ? args : { ...args, near }, ...fix })
}

/** Any key of a message may be a field of its own, so one that is nearly a known one is told of (W509). */
export const memberIsMeant: Check<Clause & { readonly kind: 'with' }> = (node, place, accept) => {
  const step = place.step?.kind
  if (step !== 'notify' && step !== 'escalate') return
  const written = node.map.entries.map((entry) => entry.key)
  const missing = messageMembers.filter((member) => !written.includes(member))
  // A template says what stands in a message, so what is given beside it is a field.
  const isWritten = place.step?.clauses.some(({ kind }) => kind === 'using') ?? false
  for (const { key, keyAt } of node.map.entries) {
    if (isMessageMember(key)) continue
    const near = isWritten ? null : messageMemberMeantBy(key)
    if (near !== null && missing.includes(near))
      accept({
        id: 'W509',
        at: keyAt,
        args: { name: key, step, near },
        fix: { edits: [{ at: keyAt, text: near }], safe: false },
      })
    else if (nearest(key, messageMembers) !== null) suggest('W509', keyAt, { name: key, step }, missing, accept)
  }
}

/** No room has a connection of its own: without `via` its messages stay in the inbox (D17, D115). */
export const roomIsReached: Check<Notify> = (node, _place, accept) => {
  if (node.clauses.some((clause) => clause.kind === 'via')) return
  for (const target of node.targets) {
    if (target.kind === 'handle') continue
    const name = textOf(target.parts)
    if (name.startsWith('#')) accept({ id: 'W508/room', at: target.at, args: { name } })
  }
}
