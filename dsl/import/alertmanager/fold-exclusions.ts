/** Groups of matchers of which none may hold, as few groups: those that differ in the values of one label become one. */
import { listed, type Matcher, matcherText, valuesOf } from './matcher.ts'

/** A group of which the values of one label may be joined to those of others. */
interface Slot {
  readonly values: readonly string[]
  /** The rest of the group, the same text for the same meaning. */
  readonly rest: string
}

/**
 * `a="1"` and `a="2"` become `a=~"1|2"`; `a="1" b="x"` and `a="2" b="x"` become `a=~"1|2" b="x"`.
 * @returns groups of which one holds for the same labels as one of those given; each stands where its first one stood
 */
export function folded(groups: readonly (readonly Matcher[])[]): readonly (readonly Matcher[])[] {
  let now = groups
  for (;;) {
    const before = now.length
    for (const label of sharedLabels(now)) now = joinedBy(label, now)
    if (now.length === before) return now
  }
}

/** Labels for which more than one group asks. */
function sharedLabels(groups: readonly (readonly Matcher[])[]): readonly string[] {
  const asked = groups.flatMap((group) => [...new Set(group.map((matcher) => matcher.label))])
  return [...Map.groupBy(asked, (label) => label)].flatMap(([label, of]) => (of.length > 1 ? [label] : []))
}

function joinedBy(label: string, groups: readonly (readonly Matcher[])[]): readonly (readonly Matcher[])[] {
  const joined = Map.groupBy(groups, (group) => slotOf(label, group)?.rest ?? group)
  return [...joined.values()].map((alike) => {
    const [first = []] = alike
    if (alike.length === 1) return first
    const values = new Set(alike.flatMap((group) => slotOf(label, group)?.values ?? []))
    return first.map((matcher) => (matcher.label === label ? listed(label, [...values]) : matcher))
  })
}

/** Null where the group asks the label for something else than to be one of some values. */
function slotOf(label: string, group: readonly Matcher[]): Slot | null {
  const [own, ...more] = group.filter((matcher) => matcher.label === label)
  const values = own && more.length === 0 ? valuesOf(own) : null
  if (!values) return null
  const others = group.filter((matcher) => matcher.label !== label)
  return { values, rest: JSON.stringify(others.map(plainText).sort()) }
}

function plainText(matcher: Matcher): string {
  const values = valuesOf(matcher)
  return values ? JSON.stringify([matcher.label, values.toSorted()]) : matcherText(matcher)
}
