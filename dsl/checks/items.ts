/** E209, E210: how often an item may stand in a rule (D101), and that it does something. */
import type { Playbook, Rule, RuleItem } from '../syntax/ast.ts'
import { wordsIn } from '../syntax/words-in.ts'
import { handlersAreLegal, outerHandlers } from './clauses.ts'
import type { Check } from './place.ts'

const several = new Set<RuleItem['kind']>(['suppress when', 'suppress while', 'handler'])

export const itemsStandOnce: Check<Rule> = (rule, _place, accept) => {
  const seen = new Set<string>()
  for (const item of rule.items) {
    const { kind, at } = item
    if (!several.has(kind) && seen.has(kind)) {
      const end = 'block' in item ? at.start + kind.length : at.end
      accept({ id: 'E209', at: { start: at.start, end }, args: { item: kind === 'stop' ? 'stop processing' : kind } })
    }
    seen.add(kind)
  }
  const onlySuppresses = rule.items.some((item) => item.kind === 'suppress when' || item.kind === 'suppress while')
  if (!onlySuppresses) {
    const then = rule.items.find((item) => item.kind === 'then')
    if (!then) accept({ id: 'E210', at: rule.name.at })
    // It would take alerts, and nobody would be told. A handler may be empty: what it swallows was tried.
    else if (then.block.steps.length === 0) accept({ id: 'E210/empty', at: then.at })
  }
  handlersAreLegal(
    rule.items.filter((item) => item.kind === 'handler'),
    outerHandlers,
    'rule',
    accept,
  )
}

export const playbookHandlersAreLegal: Check<Playbook> = (playbook, _place, accept) =>
  handlersAreLegal(playbook.handlers, outerHandlers, 'playbook', accept)

const options = new Set(['within', 'wait', 'every', 'repeat'])

/** The tree keeps one of each, so the words are asked. */
export const groupOptionsStandOnce: Check<RuleItem & { readonly kind: 'group' }> = (item, place, accept) => {
  const seen = new Set<string>()
  for (const { text, at } of wordsIn(place.parsed.tokens, item.at)) {
    if (seen.has(text)) accept({ id: 'E209', at, args: { item: `group … ${text}` } })
    if (options.has(text)) seen.add(text)
  }
}
