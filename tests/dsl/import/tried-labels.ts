/** Label sets that tell a wrong choice of receivers, derived from what a configuration asks for. */
import fc from 'fast-check'
import { holds, type Matcher, valuesOf } from '../../../dsl/import/alertmanager/matcher.ts'
import type { Route } from '../../../dsl/import/alertmanager/route.ts'
import type { Labels } from './configurations.ts'

/** Of one label; null: the alert has no such label. */
type Candidate = string | null
type Candidates = ReadonlyMap<string, readonly Candidate[]>

const seed = 5
const randomSets = 40

/**
 * The empty set; of each route a set that reaches it, and that set with each label brought to each of its candidates; every
 * pair of candidates of two labels at least once; and random ones.
 */
export function triedLabels(root: Route): readonly Labels[] {
  const routes = withChains(root, [])
  const candidates = candidatesOf(
    routes.flatMap(({ route }) => route.matchers),
    routes.flatMap(({ route }) => route.groupBy ?? []),
  )
  const reaching = routes.map(({ chain }) => satisfying(chain, candidates))
  const sets = [
    new Map<string, Candidate>(),
    ...reaching,
    ...reaching.flatMap((set) =>
      [...candidates].flatMap(([label, of]) => of.map((one) => new Map(set).set(label, one))),
    ),
    ...pairwise(candidates),
    ...randomly(candidates, randomSets),
  ]
  return distinct(sets)
}

/** Every matched value, values that nearly match or match by its pattern only, any other, the empty one, and none. */
export function candidatesOf(matchers: readonly Matcher[], others: readonly string[]): Candidates {
  const found = new Map<string, Set<Candidate>>()
  const of = (label: string) => found.get(label) ?? new Set<Candidate>([null, '', 'other'])
  for (const matcher of matchers) {
    const own = of(matcher.label)
    for (const hit of hitsOf(matcher))
      for (const near of [hit, `${hit}x`, `y-${hit}`, hit.slice(0, -1), swapped(hit)]) own.add(near)
    found.set(matcher.label, own)
  }
  for (const label of others) found.set(label, of(label).add('g1'))
  return new Map([...found].map(([label, own]) => [label, [...own]]))
}

/** Values that the matcher, or its opposite, is about. */
function hitsOf({ label, op, value }: Matcher): readonly string[] {
  if (op === '=' || op === '!=') return [value]
  const positive: Matcher = { label, op: '=~', value }
  const listed = valuesOf(positive)
  if (listed) return listed
  const known = ['db42', 'kube-proxy', 'KUBE-x', 'node-7', 'a', '7', 'a\nb']
  return [...drawn(value), ...known].filter((one) => holds(positive, one)).slice(0, 4)
}

/** Texts that the pattern matches, as far as this language reads it; RE2's own signs it does not. */
function drawn(pattern: string): readonly string[] {
  try {
    const texts = fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u')), { numRuns: 30, seed })
    return [...new Set(texts.filter((text) => /^[\x20-\x7e\n]{0,40}$/u.test(text)))]
  } catch {
    return []
  }
}

const swapped = (text: string): string =>
  [...text].map((sign) => (sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase())).join('')

interface Reached {
  readonly route: Route
  readonly chain: readonly Matcher[]
}
const withChains = (route: Route, above: readonly Matcher[]): readonly Reached[] => {
  const chain = [...above, ...route.matchers]
  return [{ route, chain }, ...route.routes.flatMap((child) => withChains(child, chain))]
}

/** Where nothing satisfies all of them the first candidate stands: the route is then not reached, which is a try too. */
export function satisfying(chain: readonly Matcher[], candidates: Candidates): Map<string, Candidate> {
  const set = new Map<string, Candidate>()
  for (const [label, own] of Map.groupBy(chain, (matcher) => matcher.label)) {
    const fit = (candidates.get(label) ?? []).find((one) => own.every((matcher) => holds(matcher, one ?? '')))
    set.set(label, fit ?? null)
  }
  return set
}

/** A covering array, made greedily: rows until every pair of candidates of two labels stands in one. */
function pairwise(candidates: Candidates): readonly Map<string, Candidate>[] {
  const labels = [...candidates.keys()]
  const pair = (a: string, x: Candidate, b: string, y: Candidate) => JSON.stringify(a < b ? [a, x, b, y] : [b, y, a, x])
  const open = new Map<string, readonly [string, Candidate, string, Candidate]>()
  for (const [index, a] of labels.entries())
    for (const b of labels.slice(index + 1))
      for (const x of candidates.get(a) ?? [])
        for (const y of candidates.get(b) ?? []) open.set(pair(a, x, b, y), [a, x, b, y])
  const rows: Map<string, Candidate>[] = []
  for (;;) {
    const [next] = open.values()
    if (!next) return rows
    const row = new Map<string, Candidate>([
      [next[0], next[1]],
      [next[2], next[3]],
    ])
    for (const label of labels) {
      if (row.has(label)) continue
      const gain = (one: Candidate) =>
        [...row].filter(([other, value]) => open.has(pair(other, value, label, one))).length
      const best = (candidates.get(label) ?? []).toSorted((x, y) => gain(y) - gain(x))[0]
      row.set(label, best ?? null)
    }
    for (const [a, x] of row) for (const [b, y] of row) open.delete(pair(a, x, b, y))
    rows.push(row)
  }
}

const randomly = (candidates: Candidates, count: number): readonly Map<string, Candidate>[] =>
  fc
    .sample(fc.record(Object.fromEntries([...candidates].map(([label, of]) => [label, fc.constantFrom(...of)]))), {
      numRuns: count,
      seed,
    })
    .map((record) => new Map(Object.entries(record)))

export const distinct = (sets: readonly ReadonlyMap<string, Candidate>[]): readonly Labels[] => {
  const labels = sets.map((set) =>
    Object.fromEntries([...set].filter((entry): entry is [string, string] => entry[1] !== null).sort()),
  )
  return [...new Map(labels.map((one) => [JSON.stringify(one), one])).values()]
}
