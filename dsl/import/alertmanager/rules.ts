/** From the tree of routes to a list of rules that choose the same receivers (D56). */
import type { Notes } from '../notes.ts'
import { conditionParts, type Part } from './condition-text.ts'
import { type Matcher, matcherText } from './matcher.ts'
import type { Route } from './route.ts'
import { takeFree } from './rule-text.ts'

export interface RuleDraft {
  readonly name: string
  readonly route: Route
  /** Joined by `and`; empty: every alert. */
  readonly when: readonly Part[]
}

interface Above {
  readonly matchers: readonly Matcher[]
  /** Each as a whole must not hold: routes before this one that end the search. */
  readonly excluded: readonly (readonly Matcher[])[]
}

/** In the order in which Alertmanager names the receivers. */
export function draftRules(root: Route, notes: Notes): readonly RuleDraft[] {
  const reached: { readonly route: Route; readonly when: readonly Part[] }[] = []
  const visit = (route: Route, above: Above): void => {
    const matchers = [...above.matchers, ...route.matchers]
    // A route is asked for itself only where none of its own routes matches.
    const when = conditionParts(matchers, [...above.excluded, ...route.routes.map((child) => child.matchers)])
    if (when) reached.push({ route, when })
    else if (conditionParts(matchers, above.excluded) === null) {
      notes.add(
        'not moved',
        route,
        `the route to "${route.receiver.text}", which no alert reaches`,
        'Nothing is lost: a route before it or above it takes every alert that it could match.',
      )
      return
    }
    let excluded = above.excluded
    for (const child of route.routes) {
      visit(child, { matchers, excluded })
      if (!child.continues) excluded = [...excluded, child.matchers]
    }
  }
  visit(root, { matchers: [], excluded: [] })
  const counts = Map.groupBy(reached, ({ route }) => route.receiver.text)
  const taken = new Set<string>()
  return reached.map(({ route, when }) => {
    const alone = counts.get(route.receiver.text)?.length === 1
    return { name: takeFree(alone ? route.receiver.text : longName(route, root), taken, ' '), route, when }
  })
}

function longName(route: Route, root: Route): string {
  const own = route.matchers.map(matcherText).join(' ')
  return `${route.receiver.text}: ${route === root ? 'everything else' : own.length > 80 ? `${own.slice(0, 79)}…` : own || 'the rest'}`
}
