/** Names that can be offered: of the files that are seen, and of the world outside. */

import { fields } from '../checks/field-names.ts'
import { contactKinds } from '../checks/known.ts'
import { functions } from '../compile/functions.ts'
import { severities } from '../model/severity.ts'
import type { Declaration } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Word } from '../syntax/token.ts'
import type { CompletionKind, Offer } from './completion.ts'
import { fieldDocs } from './field-docs.ts'
import { mayRead } from './may-read.ts'
import { type Project, setOf } from './project.ts'

const firstLine = (doc: string | null | undefined): string | undefined => doc?.split('\n')[0]

/** Declarations of some kinds that the file sees; of rules and schedules, which are known everywhere, all. */
export function declaredOffers(
  project: Project,
  parsed: ParsedFile | undefined,
  keywords: readonly Declaration['kind'][],
  kind: CompletionKind,
): readonly Offer[] {
  const set = setOf(project)
  const everywhere = keywords.includes('schedule') || keywords.includes('connection') || !parsed
  const seen = everywhere ? set.declared : set.allSeen(parsed)
  return seen.flatMap(({ keyword, name, node }) => {
    if (!(keywords as readonly string[]).includes(keyword)) return []
    return [{ label: name, kind, detail: firstLine(node?.doc) ?? keyword }]
  })
}

export const wordOffers = (words: readonly string[], kind: CompletionKind, detail?: string): readonly Offer[] =>
  words.map((label) => ({ label, kind, ...(detail === undefined ? {} : { detail }) }))

const plainLabel = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u

/**
 * Fields of the alert and its surroundings, and labels seen in live data, as far as they exist at the cursor.
 * @param words those of the declaration before it
 */
export function pathOffers({ known: names }: Project, words: readonly Word[]): readonly Offer[] {
  const known = Object.entries(fields).flatMap(([root, names]) => names.map((name) => `${root}.${name}`))
  const labels = (names.labels ?? []).map((name) =>
    plainLabel.test(name) ? `label.${name}` : `label[${JSON.stringify(name)}]`,
  )
  const all = [
    ...known.map((label): Offer => ({ label, kind: 'field', detail: fieldDocs[label] ?? '' })),
    ...wordOffers(labels, 'field', 'label'),
    ...wordOffers(['label.', 'metadata.', 'meta.'], 'field'),
  ]
  const isThere = mayRead(words)
  return all.filter(({ label }) => isThere(label))
}

export const severityOffers = wordOffers(severities, 'value', 'severity')

export const functionOffers: readonly Offer[] = Object.entries(functions).map(([label, { does }]) => ({
  label,
  kind: 'function',
  detail: does,
  insert: `${label}(`,
}))
export const filterOffers: readonly Offer[] = Object.entries(functions).map(([label, { does, min }]) => ({
  label,
  kind: 'function',
  detail: does,
  insert: min > 1 ? `${label}(` : label,
}))

export const handleOffers = (project: Project): readonly Offer[] => [
  ...wordOffers(
    (project.known.handles ?? []).map((name) => `@${name}`),
    'handle',
  ),
  ...declaredOffers(project, undefined, ['schedule'], 'handle').map((one) => ({ ...one, label: `@${one.label}` })),
]

export const connectionOffers = (project: Project): readonly Offer[] => [
  ...declaredOffers(project, undefined, ['connection'], 'connection'),
  ...Object.entries(project.known.connections ?? {}).map(
    ([label, type]): Offer => ({ label, kind: 'connection', detail: type }),
  ),
]

export const viaOffers = (project: Project): readonly Offer[] => [
  ...connectionOffers(project),
  ...wordOffers(contactKinds, 'connection', "the person's own"),
]
