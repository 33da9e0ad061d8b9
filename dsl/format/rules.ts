import type { Rule, RuleItem, Trigger } from '../syntax/ast.ts'
import { keepLast } from './clauses.ts'
import { inline } from './inline.ts'
import { groupOptions, itemsInOrder } from './order.ts'
import type { Page } from './page.ts'
import { block, handler } from './steps.ts'

/** The items of a rule, one a line, in our order. */
export function rule(page: Page, { name, items, at }: Rule): void {
  const { script } = page
  const close = script.endsAt(at.end) - 1
  page.words(script.startsAt(at.start), script.endsAt(name.at.end) + 1, 2)
  itemsInOrder(items).forEach((item, index) => {
    page.statement(script.startsAt(item.at.start), 2, index === 0)
    ruleItem(page, item)
  })
  page.close(close, 0, items.length === 0)
}

function ruleItem(page: Page, item: RuleItem): void {
  const { script } = page
  const from = script.startsAt(item.at.start)
  const end = script.endsAt(item.at.end)
  if (item.kind === 'handler') handler(page, item, 2)
  else if (item.kind === 'group') group(page, item, from, end)
  else if (item.kind === 'on' && item.trigger.kind === 'sequence') sequence(page, item.trigger, from, end)
  else if (item.kind === 'then') {
    page.words(from, script.startsAt(item.block.at.start), 4)
    block(page, item.block, 2)
  } else inline(page, from, end, item, 4)
}

/** `group by PATHS`, then its options: a word and a duration each. */
function group(page: Page, { by }: RuleItem & { readonly kind: 'group' }, from: number, end: number): void {
  const { script } = page
  const options = script.endsAt(by.at(-1)?.at.end ?? 0)
  const place = (word: number): number => groupOptions.indexOf(script.texts[word] ?? '')
  const starts = Array.from({ length: (end - options) / 2 }, (_, index) => options + index * 2)
  const ordered = starts.toSorted((a, b) => place(a) - place(b))
  keepLast(page, from, end, (ordered.at(-1) ?? end - 2) + 2)
  page.words(from, options, 4)
  for (const start of ordered) page.words(start, start + 2, 4)
}

function sequence(page: Page, { events }: Trigger & { readonly kind: 'sequence' }, from: number, end: number): void {
  const { script } = page
  const [first] = events
  page.words(from, first ? script.startsAt(first.at.start) : end - 1, 4)
  events.forEach((event, index) => {
    const start = script.startsAt(event.at.start)
    page.statement(start, 4, index === 0)
    inline(page, start, script.endsAt(event.at.end), event.where, 6)
  })
  page.close(end - 1, 2, events.length === 0)
}
