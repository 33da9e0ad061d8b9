import type { Problem } from '../model/problems.ts'
import { parse } from '../syntax/parse.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { print } from '../syntax/print.ts'
import { problemOf } from '../syntax/problem.ts'
import { separate } from './gaps.ts'
import { sameMeaning } from './same-meaning.ts'

export type Formatted =
  | { readonly kind: 'formatted'; readonly text: string }
  /** The text does not read; or, which would be our fault (E910), it would not say the same any more. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/** Gives `better` out only if it reads as the file does and has all of its comments. */
export function verified(parsed: ParsedFile, better: string): Formatted {
  if (better === print(parsed) || isSame(parsed, parse(better, parsed.file))) return { kind: 'formatted', text: better }
  return { kind: 'refused', problems: [problemOf({ id: 'E910', at: { start: 0, end: 0 } }, parsed.file, parsed.lines)] }
}

const isSame = (before: ParsedFile, after: ParsedFile): boolean =>
  after.problems.length === 0 &&
  before.edition === after.edition &&
  sameMeaning(before.declarations, after.declarations) &&
  sameMeaning(commentsOf(before), commentsOf(after))

/** In no order, because a comment moves with what it stands at. */
const commentsOf = ({ tokens }: ParsedFile): readonly string[] =>
  separate(tokens)
    .gaps.flatMap(({ comments }) => comments.map(({ text }) => text))
    .sort()
