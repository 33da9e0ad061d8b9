/** From the tree of routes to a list of rules that choose the same receivers (D56). */
import type { Notes } from '../notes.ts'
import { conditionParts, isPossible, type Part, unique } from './condition-text.ts'
import { type Matcher, matcherText } from './matcher.ts'
import type { Route } from './route.ts'
import { takeFree } from './rule-text.ts'

export interface RuleDraft {
  readonly name: string
  readonly route: Route
  /** Joined by `and`; empty: every alert. */
  readonly when: readonly Part[]
  /** Rules after it are not asked about an alert that it matches. */
  readonly stops: boolean
}

export interface Drafted {
  /** In the order in which Alertmanager names the receivers, which may be any where it decides nothing. */
  readonly rules: readonly RuleDraft[]
  /** The order decides, by `stop processing`; else each rule says by itself what it takes. */
  readonly inOrder: boolean
}

/** From there on exclusions are read by nobody, and every alert would pay for them: an average of all rules, and of one. */
const mostExcluded = 20
const mostInOne = 500

/**
 * Each rule excludes what others take, so that rules may be moved about. Where that would be more than anybody reads, the
 * order of the rules decides as the order of the routes does.
 */
export function draftRules(root: Route, notes: Notes): Drafted {
  const apart = reachedRoutes(root, false)
  const inOrder = apart === null
  const { reached, unreached } = apart ?? reachedRoutes(root, true) ?? { reached: [], unreached: [] }
  for (const route of unreached)
    notes.add(
      'not moved',
      route,
      `the route to "${route.receiver.text}", which no alert reaches`,
      'Nothing is lost: a route before it or above it takes every alert that it could match.',
    )
  if (inOrder)
    notes.add(
      'changed',
      root,
      'the order of the routes: so many would have to exclude one another that the order of the rules decides, by `stop processing`',
      'Keep the rules in one file and in this order. Give rules of other files that must see these alerts too a priority above 1.',
    )
  const counts = Map.groupBy(reached, ({ route }) => route.receiver.text)
  const taken = new Set<string>()
  const rules = reached.map(({ route, ...draft }) => {
    const alone = counts.get(route.receiver.text)?.length === 1
    return { name: takeFree(alone ? route.receiver.text : longName(route, root), taken, ' '), route, ...draft }
  })
  return { rules, inOrder }
}

interface Reached {
  readonly reached: readonly Omit<RuleDraft, 'name'>[]
  readonly unreached: readonly Route[]
}

interface Above {
  readonly matchers: readonly Matcher[]
  /** Each as a whole must not hold: routes before this one that end the search. */
  readonly excluded: readonly Taken[]
  /** No route above continues, so that what one of its routes takes is over. */
  readonly mayStop: boolean
}

/** What a route before this one takes. */
interface Taken {
  readonly matchers: readonly Matcher[]
  /** Its rules stand before and stop, so that nobody after them need exclude it. */
  readonly stopped: boolean
}

/** @returns null where the rules would exclude too much; not when they are in order */
function reachedRoutes(root: Route, inOrder: boolean): Reached | null {
  const reached: Omit<RuleDraft, 'name'>[] = []
  const unreached: Route[] = []
  let left = mostExcluded * countOf(root)

  const reach = (route: Route, matchers: readonly Matcher[], others: readonly Taken[], stops: boolean): void => {
    const when = conditionParts(
      matchers,
      others.filter(({ stopped }) => !stopped).map((one) => one.matchers),
    )
    if (!when || !isPossible(matchers, others)) return
    const size = when.reduce((sum, part) => sum + (part.excludes ? part.size : 0), 0)
    const conditions = when.filter(({ excludes }) => excludes).length
    left -= size
    if (!inOrder && conditions > mostInOne) left = -1
    reached.push({ route, when, stops })
  }
  const visit = (route: Route, above: Above): void => {
    if (!inOrder && left < 0) return
    const matchers = [...above.matchers, ...route.matchers]
    if (!isPossible(matchers, above.excluded)) {
      unreached.push(route)
      return
    }
    const stops = inOrder && above.mayStop && !route.continues
    const takenOf = (child: Route): Taken => ({
      matchers: unique(child.matchers),
      stopped: stops && !child.continues && !child.routes.some(mayContinue),
    })
    // A route is asked for itself only where none of its own routes matches.
    const itself = () => reach(route, matchers, [...above.excluded, ...route.routes.map(takenOf)], stops)
    if (!inOrder) itself()
    const excluded = [...above.excluded]
    for (const child of route.routes) {
      visit(child, { matchers, excluded, mayStop: above.mayStop && !route.continues })
      if (!child.continues) excluded.push(takenOf(child))
    }
    if (inOrder) itself()
  }
  visit(root, { matchers: [], excluded: [], mayStop: true })
  return !inOrder && left < 0 ? null : { reached, unreached }
}

const mayContinue = (route: Route): boolean => route.continues || route.routes.some(mayContinue)

const countOf = (route: Route): number => route.routes.reduce((sum, child) => sum + countOf(child), 1)

function longName(route: Route, root: Route): string {
  const own = route.matchers.map(matcherText).join(' ')
  return `${route.receiver.text}: ${route === root ? 'everything else' : own.length > 80 ? `${own.slice(0, 79)}…` : own || 'the rest'}`
}
