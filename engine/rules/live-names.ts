/** What the running system has seen, for the hints of a check: labels of alerts (W510) and rules that took nothing (W502). */
import type { Known } from '../../dsl/checks/index.ts'
import { ruleId } from '../../dsl/model/rule-id.ts'
import type { Rule } from '../../dsl/syntax/ast.ts'
import { parse } from '../../dsl/syntax/parse.ts'
import type { Store } from '../store/contract.ts'
import type { RuleSetRow } from '../store/rows.ts'
import type { Scope } from '../store/scope.ts'

const lookBackMs = 30 * 86_400_000

export async function liveNames(
  { seen, ruleSets }: Pick<Store, 'seen' | 'ruleSets'>,
  scope: Scope,
  now = Date.now(),
): Promise<Pick<Known, 'labels' | 'idleRules'>> {
  const since = new Date(now - lookBackMs)
  const [labels, before, latest] = await Promise.all([
    seen.labels(scope, since),
    seen.ruleSetAsOf(scope, since),
    ruleSets.latest(scope),
  ])
  if (before === null || latest === null) return { labels }
  const took = await seen.rulesThatTook(scope, since)
  const then = rulesOf(before)
  // One that was changed meanwhile has not had its time yet.
  const same = [...rulesOf(latest)].filter(([name, text]) => then.get(name) === text)
  return { labels, idleRules: same.map(([name]) => name).filter((name) => !took.has(ruleId(name))) }
}

/** Rules that alerts start, by name, with what they say. */
function rulesOf({ files }: RuleSetRow): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [file, text] of Object.entries(files))
    for (const node of parse(text, file).declarations)
      if (node.kind === 'rule' && isAsked(node)) found.set(nameOf(node), text.slice(node.at.start, node.at.end))
  return found
}

const isAsked = ({ items }: Rule): boolean =>
  !items.some((item) => item.kind === 'disabled' || (item.kind === 'on' && item.trigger.kind !== 'alert'))

const nameOf = ({ name }: Rule): string => name.parts.map((part) => ('text' in part ? part.text : '')).join('')
