import type { Block, Clause, Step } from '../syntax/ast.ts'
import { inline } from './inline.ts'
import { clausesInOrder } from './order.ts'
import { type Page, widest } from './page.ts'

export type PrintBlock = (page: Page, block: Block, indent: number) => void

/** Clauses that share a line of a step that is too wide for one: whom and what, how often, the check, the way back. */
const together: readonly (readonly Clause['kind'][])[] = [
  ['level', 'via', 'using', 'with', 'as', 'up to', 'expires'],
  ['timeout', 'retry', 'expect'],
  ['verify'],
  ['rollback'],
]
const groupOf = ({ kind }: Clause): number => together.findIndex((kinds) => kinds.includes(kind))

interface Piece {
  readonly from: number
  readonly to: number
}
export interface Clauses {
  /** The clauses as they will stand, each with its words. */
  readonly ordered: readonly (Piece & { readonly clause: Clause })[]
  /** Behind the last word of the step without its handlers, as written. */
  readonly end: number
}

export function clausesOf(page: Page, step: Step): Clauses {
  const { script } = page
  const ordered = clausesInOrder(step.clauses).map((clause) => ({
    clause,
    from: script.startsAt(clause.at.start),
    to: script.endsAt(clause.at.end),
  }))
  const [handler] = step.handlers
  return { ordered, end: handler ? script.startsAt(handler.at.start) : script.endsAt(step.at.end) }
}

/**
 * A comment behind a statement stays behind it when its parts change places, as long as all of it was on one line; else it
 * belongs to the part that it stands behind.
 * @param end behind the last word as written
 * @param last behind the last word as it will be written
 */
export function keepLast(page: Page, from: number, end: number, last: number): void {
  const { behind, lines } = page.script
  if (last === end || !behind[end - 1] || lines[from] !== lines[end - 1]) return
  behind[last - 1] = behind[end - 1] ?? null
  behind[end - 1] = null
}

/** Whether a step, its clauses in our order, has room on one line. */
export function fitsOneLine(page: Page, from: number, { ordered, end }: Clauses): boolean {
  const { script } = page
  const pieces = [{ from, to: headEnd({ ordered, end }) }, ...ordered]
  return (
    page.hasRoom(from, end) &&
    pieces.every(
      (piece, index) =>
        !script.isBroken(piece.from, piece.to) &&
        (index === 0 || (script.above[piece.from] ?? []).length === 0) &&
        (index === pieces.length - 1 || !script.behind[piece.to - 1]),
    )
  )
}

/** Behind the last word before the clauses. */
export const headEnd = ({ ordered, end }: Clauses): number =>
  ordered.reduce((first, { from }) => Math.min(first, from), end)

/** What follows the head of a step that has no room on one line. */
export function wrapped(page: Page, { ordered }: Clauses, indent: number, printBlock: PrintBlock): void {
  let group = 0
  for (const { clause, from, to } of ordered) {
    const own = groupOf(clause)
    const hasRoom = page.fits(from, to) || (!roomBelow(page, from, to, indent + 2) && page.hasRoom(from, from + 2))
    if (page.isEnded(from)) page.statement(from, indent + 2, true)
    else if (own !== group || !hasRoom) page.newline(indent + 2)
    group = own
    printClause(page, clause, from, to, indent + 4, printBlock)
  }
}

/** Whether a clause that is too wide for the rest of this line is not too wide for the next. */
const roomBelow = (page: Page, from: number, to: number, indent: number): boolean =>
  !page.script.isBroken(from, to) && indent + page.script.width(from, to) - 1 <= widest

export function printClause(
  page: Page,
  clause: Clause,
  from: number,
  to: number,
  hang: number,
  printBlock: PrintBlock,
): void {
  if (clause.kind === 'rollback') {
    page.word(from, hang)
    printBlock(page, clause.block, page.indent)
  } else inline(page, from, to, clause, hang)
}
