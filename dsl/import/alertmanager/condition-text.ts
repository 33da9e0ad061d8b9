/** Matchers as conditions of the language that hold for the same labels. */
import { folded } from './fold-exclusions.ts'
import { anchored, holds, listed, type Matcher, matcherText, negated, valuesOf } from './matcher.ts'
import { labelPath, patternLiteral, quoted } from './rule-text.ts'

/** A condition's text, and whether it must stand in parentheses below `not` or beside `and`. */
interface Written {
  readonly text: string
  readonly joined: 'and' | 'or' | null
}

const below = ({ text, joined }: Written, within: 'and' | 'not'): string =>
  joined === null || (joined === 'and' && within === 'and') ? text : `(${text})`

/** One matcher. A missing label counts as an empty one, as in Alertmanager. */
function matcherCondition(matcher: Matcher): Written {
  const path = labelPath(matcher.label)
  const positive = matcher.op === '=' || matcher.op === '=~'
  const wanted = positive ? matcher : negated(matcher)
  const values = valuesOf(wanted)
  const test = values ? valueTest(path, values, positive) : patternTest(path, wanted.value, positive)
  if (!holds(wanted, '')) return { text: test, joined: null }
  const alone = values?.length === 1
  if (positive) return { text: `not has ${path} or ${test}`, joined: 'or' }
  return alone ? { text: `${path} != ""`, joined: null } : { text: `has ${path} and ${test}`, joined: 'and' }
}

function valueTest(path: string, values: readonly string[], positive: boolean): string {
  if (values.length > 1) return `${path} ${positive ? 'in' : 'not in'} [${values.map(quoted).join(', ')}]`
  return `${positive ? '' : 'not '}${path} == ${quoted(values[0] ?? '')}`
}

const patternTest = (path: string, pattern: string, positive: boolean): string =>
  `${path} ${positive ? 'matches' : 'not matches'} ${patternLiteral(anchored(pattern))}`

/** All of them hold; null where there are none, which always holds. */
export function allHold(matchers: readonly Matcher[]): Written | null {
  const parts = unique(matchers).map(matcherCondition)
  if (parts.length < 2) return parts[0] ?? null
  return { text: parts.map((part) => below(part, 'and')).join(' and '), joined: 'and' }
}

export const unique = (matchers: readonly Matcher[]): readonly Matcher[] => [
  ...new Map(matchers.map((matcher) => [matcherText(matcher), matcher])).values(),
]

/** Part of a `when`; all parts are joined by `and`. */
export interface Part {
  /** What is said or excluded, without parentheses. */
  readonly inner: string
  /** As it stands between `and`s. */
  readonly text: string
  readonly excludes: boolean
  /** It says more than one thing, so that a name for it may save reading. */
  readonly isLong: boolean
  /** How many values and patterns it names. */
  readonly size: number
}

/**
 * The labels that satisfy every one of `wanted` and none of `excluded` as a whole.
 * Where the wanted ones leave a label only certain values, whatever that decides of the others is left out.
 * @param excluded each without a matcher that stands in it twice
 * @returns null when nothing can satisfy it
 */
export function conditionParts(
  wanted: readonly Matcher[],
  excluded: readonly (readonly Matcher[])[],
): readonly Part[] | null {
  const only = possibleValues(wanted)
  const left = leftToExclude(only, excluded)
  if (left === null) return null
  const parts = [
    ...narrowed(wanted, only).map((matcher): Part => {
      const written = matcherCondition(matcher)
      return { inner: written.text, text: below(written, 'and'), excludes: false, isLong: false, size: 1 }
    }),
    ...folded(left).map(exclusion),
  ]
  return [...new Map(parts.map((part) => [part.text, part])).values()]
}

/** Whether some labels satisfy every one of `wanted` and none of `excluded`, as far as listed values tell. */
export function isPossible(
  wanted: readonly Matcher[],
  excluded: readonly { readonly matchers: readonly Matcher[] }[],
): boolean {
  const only = possibleValues(wanted)
  if ([...only.values()].some((values) => values.length === 0)) return false
  // Asked of every route about all before it, so that nothing is put together for the answer.
  return !excluded.some(({ matchers }) =>
    matchers.every((matcher) => only.get(matcher.label)?.every((value) => holds(matcher, value))),
  )
}

function exclusion(group: readonly Matcher[]): Part {
  const [single, ...more] = group
  const isLong = more.length > 0
  const inner = allHold(group)?.text ?? ''
  const text = isLong || !single ? `not (${inner})` : below(matcherCondition(negated(single)), 'and')
  const size = group.reduce((sum, matcher) => sum + (valuesOf(matcher)?.length ?? 1), 0)
  return { inner, text, excludes: true, isLong, size }
}

/** What is left to ask of each of the excluded groups that can hold; null where nothing gets past them. */
function leftToExclude(
  only: ReadonlyMap<string, readonly string[]>,
  excluded: readonly (readonly Matcher[])[],
): readonly (readonly Matcher[])[] | null {
  if ([...only.values()].some((values) => values.length === 0)) return null
  const left = excluded.map((group) => undecided(group, only)).filter((group) => group !== null)
  return left.some((group) => group.length === 0) ? null : left
}

/** By label, where the matchers leave only certain values. */
function possibleValues(wanted: readonly Matcher[]): ReadonlyMap<string, readonly string[]> {
  const only = new Map<string, readonly string[]>()
  for (const matcher of wanted) {
    const values = valuesOf(matcher)
    if (values && !only.has(matcher.label)) only.set(matcher.label, values)
  }
  for (const [label, values] of only) {
    const others = wanted.filter((matcher) => matcher.label === label)
    only.set(
      label,
      values.filter((value) => others.every((matcher) => holds(matcher, value))),
    )
  }
  return only
}

/** One matcher for each label whose values are known, then the others. */
function narrowed(wanted: readonly Matcher[], only: ReadonlyMap<string, readonly string[]>): readonly Matcher[] {
  const told = new Set<string>()
  return unique(wanted).flatMap((matcher) => {
    const values = only.get(matcher.label)
    if (!values) return [matcher]
    if (told.has(matcher.label)) return []
    told.add(matcher.label)
    return [listed(matcher.label, values)]
  })
}

/** What is left to ask of a group of matchers; null when it can't hold as a whole. */
function undecided(group: readonly Matcher[], only: ReadonlyMap<string, readonly string[]>): readonly Matcher[] | null {
  const left: Matcher[] = []
  for (const matcher of group) {
    const answers = only.get(matcher.label)?.map((value) => holds(matcher, value))
    if (answers?.every((answer) => !answer)) return null
    if (!answers?.every(Boolean)) left.push(matcher)
  }
  return left
}
