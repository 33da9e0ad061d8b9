/** Label sets that tell a wrong inhibition, derived from the inhibit rules of a configuration. */
import fc from 'fast-check'
import { readMatchers } from '../../../dsl/import/alertmanager/route.ts'
import { Section } from '../../../dsl/import/section.ts'
import { readYaml } from '../../../engine/cli/read-yaml.ts'
import type { Labels } from './configurations.ts'
import { candidatesOf, distinct, satisfying } from './tried-labels.ts'

const seed = 7
/** So many that few equal ones have an alert of each kind. */
const places = Array.from({ length: 25 }, (_, index) => `p${index}`)

/**
 * Of each rule: its sources and its targets, with equal labels alike, unlike, empty and missing, each also with every single
 * label brought to each of its candidates, in a place of its own; and random ones.
 */
export function inhibitedLabels(yaml: string): readonly Labels[] {
  const rules = new Section(readYaml(yaml, 'alertmanager.yml'), 'all').sections('inhibit_rules').map((node) => {
    const side = (name: string) => readMatchers(node, `${name}_match`, `${name}_match_re`, `${name}_matchers`)
    return {
      sources: side('source'),
      targets: side('target'),
      equal: (node.words('equal') ?? []).map(({ text }) => text),
    }
  })
  const asked = rules.flatMap(({ sources, targets }) => [...sources, ...targets])
  const candidates = candidatesOf(asked, [])
  const equal = [...new Set(rules.flatMap((rule) => rule.equal))]
  // A label that is both asked for and compared keeps to the values that are asked for.
  const free = equal.filter((label) => !candidates.has(label))
  let place = 0
  const inPlace = (set: ReadonlyMap<string, string | null>, values: readonly (string | null)[]) =>
    new Map([...set, ...free.map((label, index) => [label, values[index % values.length] ?? null] as const)])
  const made = rules.flatMap(({ sources, targets }) => {
    const [source, target] = [satisfying(sources, candidates), satisfying(targets, candidates)]
    place += 1
    const own = `own${place}`
    const flipped = (set: ReadonlyMap<string, string | null>) =>
      [...candidates].flatMap(([label, of]) => of.map((one) => new Map(set).set(label, one)))
    return [
      ...[[own], [''], [null], [own, ''], [own, null]].flatMap((values) => [
        inPlace(source, values),
        inPlace(target, values),
      ]),
      inPlace(target, [`${own}x`]),
      ...flipped(target).map((set) => inPlace(set, [own])),
      // Each in a place with a target of its own, which only this one could mute.
      ...flipped(source).flatMap((set, index) => [
        inPlace(set, [`${own}-${index}`]),
        inPlace(target, [`${own}-${index}`]),
      ]),
    ]
  })
  const pools = [
    ...[...candidates].map(([label, of]) => [label, fc.constantFrom(...of)] as const),
    ...free.map((label) => [label, fc.constantFrom<string | null>(...places, '', null)] as const),
  ]
  const random = fc.sample(fc.record(Object.fromEntries(pools)), { numRuns: 120, seed })
  return distinct([...made, ...random.map((record) => new Map(Object.entries(record)))])
}
