import type { Span } from '../model/span.ts'
import type { Declaration, Inhibit, Playbook } from '../syntax/ast.ts'
import { inline, list } from './inline.ts'
import type { Page } from './page.ts'
import { rule } from './rules.ts'
import { handler, openBlock } from './steps.ts'

/** Writes one declaration from the first column. */
export function declaration(page: Page, node: Declaration): void {
  if (node.kind === 'rule') rule(page, node)
  else if (node.kind === 'playbook') playbook(page, node)
  else if (node.kind === 'window') lines(page, node, node.zone, node.lines)
  else if (node.kind === 'schedule') lines(page, node, node.zone, node.levels)
  else if (node.kind === 'test') lines(page, node, node.name, node.items)
  else if (node.kind === 'inhibit') inhibit(page, node)
  else inline(page, page.script.startsAt(node.at.start), page.script.endsAt(node.at.end), node, 2)
}

interface Placed {
  readonly at: Span
}

/** A body of statements that are simple lines. */
function lines(page: Page, { at }: Placed, head: Placed, statements: readonly Placed[]): void {
  const { script } = page
  page.words(script.startsAt(at.start), script.endsAt(head.at.end) + 1, 2)
  statements.forEach((one, index) => {
    const from = script.startsAt(one.at.start)
    page.statement(from, 2, index === 0)
    inline(page, from, script.endsAt(one.at.end), one, 4)
  })
  page.close(script.endsAt(at.end) - 1, 0, statements.length === 0)
}

/** On one line if there is room, else each of its parts on its own. */
function inhibit(page: Page, node: Inhibit): void {
  const { script } = page
  const from = script.startsAt(node.at.start)
  const end = script.endsAt(node.at.end)
  if (page.fits(from, end)) {
    page.words(from, end, 2)
    return
  }
  const source = script.endsAt(node.name.at.end) + 1
  // `source ( … ) mutes ( … ) by …`: the words around the conditions are always the same.
  const mutes = script.endsAt(node.source.at.end) + 1
  const by = script.endsAt(node.mutes.at.end) + 1
  page.words(from, source, 2)
  const parts: readonly [number, number, unknown][] = [
    [source, mutes, node.source],
    [mutes, by, node.mutes],
    [by, end - 1, []],
  ]
  parts.forEach(([start, to, tree], index) => {
    if (start === to) return
    page.statement(start, 2, index === 0)
    inline(page, start, to, tree, 4)
  })
  page.close(end - 1, 0, false)
}

/** Its handlers stand behind the closing brace (language.md section 8, risk 3). */
function playbook(page: Page, node: Playbook): void {
  const { script } = page
  const from = script.startsAt(node.at.start)
  const body = script.startsAt(node.block.at.start)
  const bracket = script.endsAt(node.name.at.end)
  const last = node.params.at(-1)
  const head = (last ? script.endsAt(last.at.end) : bracket + 1) + 1
  const tail = script.width(head, head + 1)
  if (page.fits(from, head, tail)) page.words(from, head, 2)
  else {
    page.words(from, bracket, 2)
    list(page, bracket, head, node.params)
  }
  inline(page, head, body, node.meta, 2, 2)
  openBlock(page, node.block, 0)
  for (const each of node.handlers) {
    page.statement(script.startsAt(each.at.start), 0)
    handler(page, each, 0)
  }
}
