/** From a place in a text to what is named there, and to every place that names it. */
import { type Declared, textOf } from '../checks/file-set.ts'
import { makersIn } from '../checks/makers.ts'
import type { Span } from '../model/span.ts'
import type { Declaration } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { ownersIn } from './local-names.ts'
import { type Asked, type Occurrence, occurrencesIn } from './occurrences.ts'
import { type Project, setOf } from './project.ts'

export interface Place {
  readonly file: string
  readonly at: Span
}
/** Something that has a name. */
export type Meaning =
  | { readonly kind: 'declared'; readonly declared: Declared }
  | { readonly kind: 'local'; readonly name: string; readonly parsed: ParsedFile; readonly inside: Declaration }

const keywords: Readonly<Record<Asked, readonly string[]>> = {
  value: ['const', 'condition'],
  window: ['window'],
  template: ['template'],
  playbook: ['playbook'],
  connection: ['connection'],
  schedule: ['schedule'],
  rule: ['rule'],
  local: [],
  mocked: [],
  'mocked run': [],
  other: [],
}

const holds = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end

/** Of a name that a test may mean of several rules, the first one's: see `ambiguousIn`. */
function meaningOf(one: Occurrence, inside: Declaration, parsed: ParsedFile, project: Project): Meaning | null {
  const set = setOf(project)
  if (one.asked === 'local')
    return makersIn(inside).has(one.name) ? { kind: 'local', name: one.name, parsed, inside } : null
  if (one.declares && inside.kind !== 'use')
    return { kind: 'declared', declared: { node: inside, keyword: inside.kind, name: one.name, parsed } }
  // On-call names and connections reach beyond `use` (D17).
  const far = one.asked === 'schedule' || one.asked === 'connection'
  const seen = far ? [set.firstOf(one.asked, one.name)] : set.seen(parsed, one.name)
  const declared = seen.find((other) => other?.node && keywords[one.asked].includes(other.keyword))
  if (declared) return { kind: 'declared', declared }
  const [owner] = ownersOf(one, inside, parsed, project)
  return owner ? { kind: 'local', name: one.name, ...owner } : null
}

const ownersOf = (one: Occurrence, inside: Declaration, parsed: ParsedFile, project: Project) =>
  inside.kind === 'test' && (one.asked === 'value' || one.asked === 'mocked' || one.asked === 'mocked run')
    ? ownersIn(inside, one.name, one.asked, parsed, project)
    : []

/** A test that may mean the name of this rule and that of another as well: what it says would fit one of them only. */
export function ambiguousIn(
  meaning: Meaning,
  project: Project,
): { readonly test: string; readonly file: string } | null {
  if (meaning.kind !== 'local') return null
  for (const parsed of project.files.values())
    for (const inside of parsed.declarations) {
      if (inside.kind !== 'test') continue
      const isShared = occurrencesIn(inside, project.texts.get(parsed.file) ?? '').some((one) => {
        const owners = one.name === meaning.name ? ownersOf(one, inside, parsed, project) : []
        return owners.length > 1 && owners.some((owner) => owner.inside === meaning.inside)
      })
      if (isShared) return { test: textOf(inside.name.parts), file: parsed.file }
    }
  return null
}

/** The name at an offset, or one that ends there. */
export function occurrenceAt(
  project: Project,
  path: string,
  offset: number,
): { readonly occurrence: Occurrence; readonly meaning: Meaning | null } | null {
  const parsed = project.files.get(path)
  const text = project.texts.get(path)
  const inside = parsed?.declarations.find((declaration) => holds(declaration.at, offset))
  if (!parsed || text === undefined || !inside) return null
  const occurrence = occurrencesIn(inside, text).find((one) => holds(one.at, offset))
  return occurrence ? { occurrence, meaning: meaningOf(occurrence, inside, parsed, project) } : null
}

const same = (a: Meaning, b: Meaning): boolean =>
  a.kind === 'local'
    ? b.kind === 'local' && a.name === b.name && a.inside === b.inside
    : b.kind === 'declared' && a.declared.node === b.declared.node

export interface Reference extends Place {
  readonly occurrence: Occurrence
  /** The declaration around the place. */
  readonly inside: Declaration
  readonly parsed: ParsedFile
}

/** Every place that names it, its own declaration too, by file and place. */
export function referencesOf(meaning: Meaning, project: Project): readonly Reference[] {
  const name = meaning.kind === 'local' ? meaning.name : meaning.declared.name
  return [...project.files.values()].flatMap((parsed) => {
    const text = project.texts.get(parsed.file) ?? ''
    // A test reads what the rule that ran has set, and mocks its steps by their names.
    const inside =
      meaning.kind === 'local'
        ? parsed.declarations.filter((one) => one === meaning.inside || one.kind === 'test')
        : parsed.declarations
    return inside
      .flatMap((declaration) =>
        occurrencesIn(declaration, text).flatMap((occurrence) => {
          if (occurrence.name !== name) return []
          const other = meaningOf(occurrence, declaration, parsed, project)
          if (!other || !same(meaning, other)) return []
          return [{ file: parsed.file, at: occurrence.at, occurrence, inside: declaration, parsed }]
        }),
      )
      .toSorted((a, b) => a.at.start - b.at.start)
  })
}

/** Where the thing at the offset is declared; a name in a rule where it is first set. Null where nothing is named. */
export function definition(project: Project, path: string, offset: number): Place | null {
  const parsed = project.files.get(path)
  const use = parsed?.declarations.find((node) => node.kind === 'use' && holds(node.at, offset))
  if (parsed && use?.kind === 'use') {
    const target = setOf(project).used(parsed, use.path.parts.map((part) => ('text' in part ? part.text : '')).join(''))
    return target ? { file: target.file, at: { start: 0, end: 0 } } : null
  }
  const meaning = occurrenceAt(project, path, offset)?.meaning
  const place = meaning && referencesOf(meaning, project).find(({ occurrence }) => occurrence.declares)
  return place ? { file: place.file, at: place.at } : null
}

/** Every place that names what stands at the offset. */
export function references(project: Project, path: string, offset: number): readonly Place[] {
  const meaning = occurrenceAt(project, path, offset)?.meaning
  return meaning ? referencesOf(meaning, project).map(({ file, at }) => ({ file, at })) : []
}
