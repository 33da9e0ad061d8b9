/** Random trees of routes: the imported rules against the way in which Alertmanager walks the tree. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { holds } from '../../../dsl/import/alertmanager/matcher.ts'
import type { Route } from '../../../dsl/import/alertmanager/route.ts'
import { importText, type Labels, labelSets, plansOf, receiversOf, rootOf } from './configurations.ts'

/** As `Route.Match` of Alertmanager's dispatch package; that this is so is held by routes.test.ts and amtool. */
function walk(route: Route, labels: Labels): readonly string[] {
  if (!route.matchers.every((matcher) => holds(matcher, labels[matcher.label] ?? ''))) return []
  const found: string[] = []
  for (const child of route.routes) {
    const below = walk(child, labels)
    found.push(...below)
    if (below.length > 0 && !child.continues) break
  }
  return found.length > 0 ? found : [route.receiver.text]
}

interface Node {
  readonly receiver: string
  readonly continue: boolean
  readonly matchers: readonly string[]
  readonly routes: readonly Node[]
}
const matcher = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('=', '!=', '=~', '!~'),
    fc.constantFrom('', 'x', 'y', 'x|y', 'x|', '.*', '.+', 'x.*', '(x|z)'),
  )
  .map(([label, op, value]) => `${label}${op}"${value}"`)
const nodeOf = (depth: number): fc.Arbitrary<Node> =>
  fc.record({
    receiver: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
    continue: fc.boolean(),
    matchers: fc.array(matcher, { maxLength: 3 }),
    routes: depth === 0 ? fc.constant([]) : fc.array(nodeOf(depth - 1), { maxLength: 3 }),
  })

/** So many routes that the order of the rules must decide, on a label of their own. */
const crowd: readonly Node[] = Array.from({ length: 80 }, (_, n) => ({
  ...{ receiver: 'r1', continue: false, matchers: [`d=~"${n}.*"`], routes: [] },
}))
const configurations = (before: readonly Node[]) =>
  fc.array(nodeOf(2), { maxLength: 3 }).map((routes) =>
    stringify({
      route: { receiver: 'root', routes: [...before, ...routes] },
      receivers: ['root', 'r1', 'r2', 'r3', 'r4'].map((name) => ({ name })),
    }),
  )

test.each([
  ['each excludes what others take', [], 60],
  ['the order decides', crowd, 20],
] as const)('choose the same receivers where %s', { timeout: 120_000 }, (_, before, numRuns) => {
  fc.assert(
    fc.property(
      configurations(before).chain((yaml) =>
        fc.tuple(fc.constant(yaml), fc.array(labelSets(rootOf(yaml)), { minLength: 8, maxLength: 8 })),
      ),
      ([yaml, sets]) => {
        const imported = importText(yaml)
        expect(imported.problems).toEqual([])
        expect(imported.text.includes('stop processing')).toBe(before.length > 0)
        const [plans, root] = [plansOf(imported), rootOf(yaml)]
        for (const labels of sets) expect(receiversOf(plans, labels)).toEqual(walk(root, labels))
      },
    ),
    { numRuns },
  )
})
