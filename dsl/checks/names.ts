/** E203, E204: names of values, conditions, templates, playbooks and windows. */

import { nearest } from '../model/nearest.ts'
import { isNull } from '../model/null-words.ts'
import { isSeverity, severities } from '../model/severity.ts'
import type { Span } from '../model/span.ts'
import type { NameRef, Path, Truth, Value, WindowRef } from '../syntax/ast.ts'
import type { Fault } from '../syntax/fault.ts'
import { fieldMeantBy } from './field-meant.ts'
import { fields } from './field-names.ts'
import type { Declared } from './file-set.ts'
import { severityMeantBy } from './foreign-severities.ts'
import { makersIn } from './makers.ts'
import type { Accept, Check, Place } from './place.ts'
import { typeOf } from './types.ts'

/** Roots that paths may begin with (D12). */
export const roots = ['alert', 'label', 'metadata', 'incident', 'meta', 'run', 'error', 'request', 'secret'] as const
export const isRoot = (name: string): boolean => (roots as readonly string[]).includes(name)

/** What bears the name in the space that all declarations but rules and tests share. */
const borneBy = (seen: readonly Declared[]): Declared | undefined =>
  seen.find(({ keyword }) => keyword !== 'rule' && keyword !== 'test')

/** Tells of a name of one kind of declaration that the file doesn't see. */
export function mustSee(keyword: string, name: string, at: Span, place: Place, accept: Accept) {
  const seen = place.files.seen(place.parsed, name)
  if (seen.some((one) => one.keyword === keyword) || place.files.isIncomplete(place.parsed)) return
  const args = { what: keyword, name }
  const other = borneBy(seen)
  if (other) return accept({ id: 'E203/kind', at, args: { ...args, other: other.keyword } })
  const elsewhere = place.files.declared.find((one) => one.keyword === keyword && one.name === name)
  if (elsewhere) return accept({ id: 'E203', at, args: { ...args, file: elsewhere.parsed.file } })
  const candidates = place.files.allSeen(place.parsed).filter((one) => one.keyword === keyword)
  suggest(
    'E203',
    at,
    args,
    candidates.map((one) => one.name),
    accept,
  )
}

export function suggest(
  id: string,
  at: Span,
  args: Readonly<Record<string, string>>,
  candidates: Iterable<string>,
  accept: Accept,
  write: (name: string) => string = (name) => name,
) {
  const near = nearest(args.name ?? '', candidates)
  accept({
    id,
    at,
    args: near === null ? args : { ...args, near: write(near) },
    ...(near === null ? {} : { fix: { edits: [{ at, text: write(near) }], safe: false } }),
  })
}

function resolve(name: string, at: Span, keywords: readonly string[], place: Place, accept: Accept, isPath = false) {
  const { scope, files, parsed } = place
  // What a template may name is known only to the rules that use it.
  if (isSeverity(name) || scope.knows(name) || place.declaration.kind === 'template') return
  if (scope.mayKnow(name)) {
    if (!place.asked && !scope.isGuarded(name))
      accept({ id: isVariable(name, place) ? 'E204/variable' : 'E204/perhaps', at, args: { name } })
    return
  }
  const seen = files.seen(parsed, name)
  if (seen.some((one) => keywords.includes(one.keyword))) return
  if (scope.isDefinedLater(name)) return accept({ id: 'E204', at, args: { name } })
  if (files.isIncomplete(parsed)) return
  const other = borneBy(seen)
  if (other) return accept({ id: 'E203/kind', at, args: { what: 'value', name, other: other.keyword } })
  const known = files.allSeen(parsed).filter((one) => keywords.includes(one.keyword))
  const own = [...scope.all(), ...known.map((one) => one.name), ...(isPath ? roots : severities)]
  suggest('E203', at, { what: 'value', name }, own, accept)
}

const isVariable = (name: string, { declaration }: Place): boolean =>
  makersIn(declaration)
    .get(name)
    ?.every(({ kind }) => kind === 'set') ?? false

/** `True` of Python, `severity` for `alert.severity`. */
function spelledElsewhere(name: string): string | null {
  if (/^(?:true|false)$/iu.test(name)) return name.toLowerCase()
  if (name === 'age') return 'age(alert.started_at)'
  return fields.alert?.includes(name) ? `alert.${name}` : null
}

export const refIsKnown: Check<NameRef> = ({ name, at }, place, accept) =>
  resolve(name, at, ['const'], place, (fault) => {
    if (fault.id !== 'E203' || fault.args?.near !== undefined) return accept(fault)
    const spelled = spelledElsewhere(name)
    if (spelled)
      return accept({
        id: 'E203/spelled',
        at,
        args: { name, better: spelled },
        fix: { edits: [{ at, text: spelled }], safe: true },
      })
    if (isNull(name)) return accept({ id: 'E203/null', at, args: { name } })
    if (!place.beside && !place.takesText) return accept(fault)
    if (isAskedAbout(at, place.beside)) {
      const better = fieldMeantBy(name)
      return accept({
        id: 'E203/field',
        at,
        args: { name, better },
        fix: { edits: [{ at, text: better }], safe: false },
      })
    }
    // What is compared with a severity is meant as one; beside anything else it is a text without its quotes.
    if (place.beside && typeOf(place.beside, place) === 'severity') return foreignSeverity(name, at, accept)
    const quoted = `"${name}"`
    accept({ id: 'E203/text', at, args: { name, quoted }, fix: { edits: [{ at, text: quoted }], safe: false } })
  })

/** On the left of a comparison with anything but a field: a field is what conditions ask about. */
const isAskedAbout = (at: Span, beside: Value | null): boolean =>
  beside !== null && beside.kind !== 'path' && at.end <= beside.at.start

function foreignSeverity(name: string, at: Span, accept: Accept) {
  const near = severityMeantBy(name)
  if (near === null) return accept({ id: 'E305/word', at, args: { name } })
  accept({ id: 'E305/word', at, args: { name, near }, fix: { edits: [{ at, text: near }], safe: false } })
}

/** A bare name as a condition may be a named condition. */
export const truthIsKnown: Check<Truth> = (node, place, accept) => {
  if (node.value.kind === 'ref') resolve(node.value.name, node.at, ['const', 'condition'], place, accept)
}

export const rootIsKnown: Check<Path> = (node, place, accept) => {
  const [root] = node.segments
  if (typeof root !== 'string' || isRoot(root)) return
  const at = { start: node.at.start, end: node.at.start + root.length }
  resolve(root, at, ['const'], place, (fault) => accept(annotation(root, at, fault)), true)
}

/** `annotations.summary` as Prometheus calls it. */
function annotation(name: string, at: Span, fault: Fault): Fault {
  if (fault.id !== 'E203' || !/^(?:common)?annotations?$/iu.test(name)) return fault
  const better = 'metadata.annotations'
  return { id: 'E203/spelled', at, args: { name, better }, fix: { edits: [{ at, text: better }], safe: true } }
}

export const windowIsKnown: Check<WindowRef> = (node, place, accept) => {
  if (node.kind === 'named') mustSee('window', node.name.text, node.at, place, accept)
}
