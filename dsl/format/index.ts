import type { Problem } from '../model/problems.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { parse } from '../syntax/parse.ts'
import { problemOf } from '../syntax/problem.ts'
import { layOut } from './file.ts'
import { separate } from './gaps.ts'
import { sameMeaning } from './same-meaning.ts'

export type Formatted =
  | { readonly kind: 'formatted'; readonly text: string }
  /** The text does not read; or, which would be our fault, it would not say the same any more. */
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }

/**
 * A rule file in the one form that all rule files have (language.md section 8). What it says stays the same, and so do its
 * comments: that is compared before it is given out.
 * @param file the path that problems name
 */
export function format(text: string, file = 'text.rule'): Formatted {
  const parsed = parse(text, file)
  if (parsed.problems.length > 0) return { kind: 'refused', problems: parsed.problems }
  const better = layOut(parsed)
  if (better !== text && !isSame(parsed, parse(better, file))) {
    const at = { start: 0, end: Math.min(text.length, 1) }
    return { kind: 'refused', problems: [problemOf({ id: 'E910', at }, file, parsed.lines)] }
  }
  return { kind: 'formatted', text: better }
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
