/** Statements and what is in them: on one line where they fit, else broken at the widest thing that can be. */
import type { CallStep, List, Logic, MapLiteral, Playbook } from '../syntax/ast.ts'
import type { Page } from './page.ts'
import { isLogic, type Node, visit } from './visit.ts'

type Breakable = MapLiteral | List | Logic
const isBreakable = (node: Node): node is Breakable => node.kind === 'map' || node.kind === 'list' || isLogic(node)

const isEmpty = (node: Breakable): boolean =>
  node.kind === 'map' ? node.entries.length === 0 : node.kind === 'list' && node.items.length === 0

/** The outermost parts of a tree that can be broken, in the order of the text. */
function breakables(tree: unknown): readonly Breakable[] {
  const found: Breakable[] = []
  visit(tree, (node) => {
    if (!isBreakable(node)) return true
    found.push(node)
    return false
  })
  return found.sort((a, b) => a.at.start - b.at.start)
}

/**
 * Writes a run of words.
 * @param tree what is in them
 * @param hang blanks before the lines that it is broken into
 * @param tail columns that have to follow on its last line
 */
export function inline(page: Page, from: number, to: number, tree: unknown, hang: number, tail = 0): void {
  const { script } = page
  page.ready(from, hang)
  const parts = page.fits(from, to, tail) ? [] : breakables(tree)
  let at = from
  parts.forEach((part, index) => {
    const start = script.startsAt(part.at.start)
    const end = script.endsAt(part.at.end)
    const next = parts[index + 1]
    page.words(at, start, hang)
    page.ready(start, hang)
    // Of what comes behind it, only what can't go to another line counts.
    const rest = next ? script.width(end, script.startsAt(next.at.start) + 1) : script.width(end, to) + tail
    if (page.fits(start, end, rest) || (isEmpty(part) && !script.isBroken(start, end))) page.words(start, end, hang)
    else if (isLogic(part)) logic(page, part, hang, rest)
    else if (part.kind === 'map') map(page, part)
    else list(page, start, end, part.items)
    at = end
  })
  page.words(at, to, hang)
}

/** `and` and `or` lead the lines behind the first. */
function logic(page: Page, { parts }: Logic, hang: number, tail: number): void {
  parts.forEach((part, index) => {
    const start = page.script.startsAt(part.at.start)
    const end = page.script.endsAt(part.at.end)
    if (index > 0) page.statement(start - 1, hang, true)
    inline(page, index > 0 ? start - 1 : start, end, part, hang + 2, index === parts.length - 1 ? tail : 0)
  })
}

/** One entry a line, without commas. */
function map(page: Page, node: MapLiteral): void {
  const { script, indent } = page
  const close = script.endsAt(node.at.end) - 1
  page.word(script.startsAt(node.at.start), indent + 2)
  node.entries.forEach((entry, index) => {
    const last = script.endsAt(entry.at.end) - 1
    page.statement(script.startsAt(entry.at.start), indent + 2, index === 0)
    page.withoutComma(last)
    inline(page, script.startsAt(entry.at.start), last + 1, entry.value, indent + 4)
  })
  page.close(close, indent, node.entries.length === 0)
}

/** One item a line between brackets; the commas stay. */
export function list(page: Page, open: number, end: number, items: readonly (Breakable | Item)[]): void {
  const { script, indent } = page
  page.word(open, indent + 2)
  items.forEach((item, index) => {
    const start = script.startsAt(item.at.start)
    page.statement(start, indent + 2, index === 0)
    inline(page, start, script.endsAt(item.at.end) + (index < items.length - 1 ? 1 : 0), item, indent + 4)
  })
  page.close(end - 1, indent, items.length === 0)
}
type Item = List['items'][number] | CallStep['args'][number] | Playbook['params'][number]
