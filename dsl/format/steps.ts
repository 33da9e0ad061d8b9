/** Blocks, steps and handlers. */
import type { Block, Handler, If, Step } from '../syntax/ast.ts'
import { type Clauses, clausesOf, fitsOneLine, headEnd, keepLast, printClause, wrapped } from './clauses.ts'
import { inline, list } from './inline.ts'
import type { Page } from './page.ts'

/** Braces on lines of their own, steps between. */
export function openBlock(page: Page, { steps, at }: Block, indent: number): void {
  const { script } = page
  const close = script.endsAt(at.end) - 1
  page.word(script.startsAt(at.start), indent + 2)
  steps.forEach((one, index) => {
    page.statement(script.startsAt(one.at.start), indent + 2, index === 0)
    step(page, one, indent + 2)
  })
  page.close(close, indent, steps.length === 0)
}

/** A block of one simple step stands on the line of what it belongs to, if there is room. */
export function block(page: Page, body: Block, indent: number): void {
  const { script } = page
  const from = script.startsAt(body.at.start)
  const end = script.endsAt(body.at.end)
  const [only] = body.steps
  if (isBrief(body) && !page.isEnded(from) && page.fits(from, end)) {
    page.word(from, indent + 2)
    if (only) oneLine(page, only, clausesOf(page, only))
    page.word(end - 1, indent)
  } else openBlock(page, body, indent)
}

const withBlocks: readonly Step['kind'][] = ['if', 'parallel', 'for each', 'repeat']
const isSimple = ({ kind, clauses, handlers }: Step): boolean =>
  handlers.length === 0 && !withBlocks.includes(kind) && clauses.every((clause) => clause.kind !== 'rollback')

const isBrief = ({ steps }: Block): boolean => steps.length <= 1 && steps.every(isSimple)

export function handler(page: Page, { block: body, at }: Handler, indent: number): void {
  page.words(page.script.startsAt(at.start), page.script.startsAt(body.at.start), indent + 2)
  block(page, body, indent)
}

/** @param indent where the step's line begins */
function step(page: Page, one: Step, indent: number): void {
  const { script } = page
  const from = script.startsAt(one.at.start)
  const into = (body: Block) => script.startsAt(body.at.start)
  if (one.kind === 'if') ifStep(page, one, indent)
  else if (one.kind === 'parallel') {
    const [first] = one.branches
    page.words(from, first ? script.startsAt(first.at.start) : from, indent + 2)
    one.branches.forEach((branch, index) => {
      page.statement(script.startsAt(branch.at.start), indent + 2, index === 0)
      page.words(script.startsAt(branch.at.start), into(branch.block), indent + 4)
      openBlock(page, branch.block, indent + 2)
    })
    const last = one.branches.at(-1)
    page.close(last ? script.endsAt(last.at.end) : from, indent, false)
  } else if (one.kind === 'for each' || one.kind === 'repeat') {
    inline(page, from, into(one.block), one.kind === 'for each' ? one.list : one.until, indent + 4, 2)
    openBlock(page, one.block, indent)
  } else plain(page, one, indent)
  for (const each of one.handlers) {
    page.statement(script.startsAt(each.at.start), indent + 2)
    handler(page, each, indent + 2)
  }
}

function ifStep(page: Page, { arms, otherwise }: If, indent: number): void {
  const { script } = page
  arms.forEach((arm, index) => {
    const from = script.startsAt(arm.at.start)
    if (index > 0) page.words(from - 1, from, indent)
    inline(page, from, script.startsAt(arm.block.at.start), arm.condition, indent + 4, 2)
    openBlock(page, arm.block, indent)
  })
  if (!otherwise) return
  const from = script.startsAt(otherwise.at.start)
  page.words(from - 1, from, indent)
  openBlock(page, otherwise, indent)
}

/** A step of a verb, a head and clauses. */
function plain(page: Page, one: Step, indent: number): void {
  const { script } = page
  const from = script.startsAt(one.at.start)
  const parts = clausesOf(page, one)
  const { ordered, end } = parts
  keepLast(page, from, end, ordered.at(-1)?.to ?? end)
  const isShort = ordered.every(({ clause }) => clause.kind !== 'rollback' || isBrief(clause.block))
  if (isShort && fitsOneLine(page, from, parts)) oneLine(page, one, parts)
  else {
    head(page, one, parts, indent)
    wrapped(page, parts, indent, block)
  }
}

function oneLine(page: Page, one: Step, { ordered, end }: Clauses): void {
  const from = page.script.startsAt(one.at.start)
  page.words(from, headEnd({ ordered, end }), page.indent + 2)
  for (const { clause, from: first, to } of ordered) printClause(page, clause, first, to, page.indent + 2, block)
}

function head(page: Page, one: Step, parts: Clauses, indent: number): void {
  const { script } = page
  const from = script.startsAt(one.at.start)
  const to = headEnd(parts)
  const args = one.kind === 'call step' ? one.args : []
  if (one.kind === 'call step' && args.length > 0 && !page.fits(from, to)) {
    const bracket = script.endsAt(one.name.at.end)
    page.words(from, bracket, indent + 2)
    list(page, bracket, to, args)
  } else inline(page, from, to, { ...one, clauses: [], handlers: [] }, indent + 2)
}
