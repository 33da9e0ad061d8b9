/** An edit is given out only if the text reads afterwards as it is meant to, and has lost no comment. */
import type { Problem } from '../model/problems.ts'
import type { Declaration } from '../syntax/ast.ts'
import { originOf } from '../syntax/moved.ts'
import { parse } from '../syntax/parse.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { problemOf } from '../syntax/problem.ts'
import { applied, type Edit, inOrder, isRefusal, type Proposal, type Refusal } from './answer.ts'
import { type Source, sourceOf } from './source.ts'

export type Edited =
  | {
      readonly kind: 'edited'
      /** In the order of the text, none overlapping; empty when there is nothing to do. */
      readonly edits: readonly Edit[]
      readonly text: string
      /** The text read. */
      readonly parsed: ParsedFile
    }
  | { readonly kind: 'refused'; readonly problem: Problem }

/** Stands for any note: of a step that takes over comments of another. */
export const anyDoc = '\u0000any'

export function verified(source: Source, answer: Proposal | Refusal): Edited {
  const { parsed, text } = source
  if (isRefusal(answer)) return { kind: 'refused', problem: problemOf(answer.fault, parsed.file, parsed.lines) }
  const edits = inOrder(answer.edits).filter(({ at, text: put }) => text.slice(at.start, at.end) !== put)
  const after = applied(text, edits)
  const read = parse(after, parsed.file, parsed)
  const isMeant =
    edits.every(({ at }, index) => at.start >= (edits[index - 1]?.at.end ?? 0)) &&
    read.broken.length === parsed.broken.length &&
    read.edition === parsed.edition &&
    answer.meant.length === read.declarations.length &&
    answer.meant.every((one, index) => sameDeclaration(one, read.declarations[index])) &&
    keepsComments(source, sourceOf(read), answer.dropped)
  if (isMeant) return { kind: 'edited', edits, text: after, parsed: read }
  const at = edits[0]?.at ?? { start: 0, end: 0 }
  return { kind: 'refused', problem: problemOf({ id: 'E923', at }, parsed.file, parsed.lines) }
}

const sameDeclaration = (meant: Declaration, read: Declaration | undefined): boolean =>
  read !== undefined && (originOf(meant) === originOf(read) || sameTree(meant, read))

/** Whether two trees are the same but for places in the text. */
function sameTree(meant: unknown, read: unknown): boolean {
  if (typeof meant !== 'object' || meant === null) return Object.is(meant, read)
  if (typeof read !== 'object' || read === null) return false
  if (Array.isArray(meant))
    return (
      Array.isArray(read) && meant.length === read.length && meant.every((one, index) => sameTree(one, read[index]))
    )
  const other = read as Readonly<Record<string, unknown>>
  const entries = Object.entries(meant).filter(([name]) => !isPlace(name))
  return (
    entries.length === Object.keys(other).filter((name) => !isPlace(name)).length &&
    entries.every(([name, one]) => (name === 'doc' && one === anyDoc) || sameTree(one, other[name]))
  )
}
const isPlace = (name: string): boolean => name === 'at' || name.endsWith('At')

/** A note may become a comment, and then has one `#`. */
const plain = (text: string): string => text.replace(/^#+ ?/u, '').trimEnd()

function keepsComments(before: Source, after: Source, dropped: readonly string[]): boolean {
  const left = new Map<string, number>()
  const count = (text: string, by: number) => left.set(plain(text), (left.get(plain(text)) ?? 0) + by)
  for (const { comment, text } of after.contents) if (comment) count(text, 1)
  for (const text of dropped) count(text, 1)
  for (const { comment, text } of before.contents) if (comment) count(text, -1)
  return [...left.values()].every((number) => number >= 0)
}
