/** From a place in a text to what is named there, and to every place that names it. */
import type { Declared } from '../checks/file-set.ts'
import { definedIn } from '../checks/scope.ts'
import type { Span } from '../model/span.ts'
import type { Declaration } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
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
  other: [],
}

const holds = (span: Span, offset: number): boolean => span.start <= offset && offset <= span.end

function meaningOf(one: Occurrence, inside: Declaration, parsed: ParsedFile, project: Project): Meaning | null {
  const set = setOf(project)
  if (one.asked === 'local')
    return definedIn(inside).has(one.name) ? { kind: 'local', name: one.name, parsed, inside } : null
  if (one.declares && inside.kind !== 'use')
    return { kind: 'declared', declared: { node: inside, keyword: inside.kind, name: one.name, parsed } }
  // On-call names and connections reach beyond `use` (D17).
  const far = one.asked === 'schedule' || one.asked === 'connection'
  const seen = far ? [set.firstOf(one.asked, one.name)] : set.seen(parsed, one.name)
  const declared = seen.find((other) => other?.node && keywords[one.asked].includes(other.keyword))
  return declared ? { kind: 'declared', declared } : null
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
  const files = meaning.kind === 'local' ? [meaning.parsed] : [...project.files.values()]
  return files.flatMap((parsed) => {
    const text = project.texts.get(parsed.file) ?? ''
    const inside = meaning.kind === 'local' ? [meaning.inside] : parsed.declarations
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
