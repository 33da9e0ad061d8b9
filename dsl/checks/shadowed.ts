/**
 * W501: rules that never match, because rules before them that say `stop processing` take every alert that they could.
 * Sound, not complete (D75): what it tells is certain, what it does not see through it says nothing of.
 */
import type { Problem } from '../model/problems.ts'
import type { Rule, RuleItem } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { problemOf } from '../syntax/problem.ts'
import { type FileSet, textOf } from './file-set.ts'
import { implies } from './logic/implies.ts'
import { conflictIn, type Way, waysOf } from './logic/normal-form.ts'

interface Known {
  readonly rule: Rule
  readonly parsed: ParsedFile
  readonly priority: number
  readonly ways: readonly Way[] | null
}
/** One way to be taken and stopped. */
interface Stop {
  readonly by: Known
  readonly way: Way
}

const defaultPriority = 100
/** Stops that are tried for each way and key: more would cost a square. */
const mostTried = 200

const only = <Kind extends RuleItem['kind']>(rule: Rule, kind: Kind) =>
  rule.items.find((item): item is Extract<RuleItem, { kind: Kind }> => item.kind === kind)

const startsByAlert = (rule: Rule): boolean => (only(rule, 'on')?.trigger.kind ?? 'alert') === 'alert'
/** Those of which a stop is certain: no limit may keep them from taking an alert that they match. */
const stopsSurely = (rule: Rule): boolean =>
  only(rule, 'stop') !== undefined &&
  !rule.items.some(
    ({ kind }) => kind === 'disabled' || kind === 'throttle' || kind === 'dedup' || kind === 'suppress while',
  )

/** What a way asks, as keys: another way that asks for less than it shares at least those that it itself is found by. */
function keysOf(way: Way): readonly string[] {
  return way.flatMap(({ positive, path, fact, key }) => {
    // Nothing but the same clause implies one that can't be reasoned about.
    if (fact === null) return [`${positive} ${key}`]
    return positive && fact.kind === 'one of' ? fact.texts.map((text) => `${path} ${text}`) : []
  })
}
/** The clause of a way by which it is found; of a list each text, as one of them is enough. */
const findersOf = (way: Way): readonly (readonly string[])[] =>
  way.flatMap((literal) => {
    const keys = keysOf([literal])
    return keys.length > 0 ? [keys] : []
  })

class Stops {
  readonly #byKey = new Map<string, Stop[]>()
  readonly #others: Stop[] = []
  readonly #frequency: ReadonlyMap<string, number>

  /** @param frequency how often a key is among the ways of all rules: the rarest one finds best */
  constructor(frequency: ReadonlyMap<string, number>) {
    this.#frequency = frequency
  }
  add(stop: Stop): void {
    const often = (keys: readonly string[]) => Math.max(...keys.map((key) => this.#frequency.get(key) ?? 0))
    const [keys] = findersOf(stop.way).toSorted((a, b) => often(a) - often(b))
    if (!keys) this.#others.push(stop)
    for (const key of keys ?? []) {
      const known = this.#byKey.get(key)
      if (known) known.push(stop)
      else this.#byKey.set(key, [stop])
    }
  }
  /** The rule that takes all that goes this way; null where none is sure to. */
  over(way: Way): Known | null {
    const found = keysOf(way).flatMap((key) => this.#byKey.get(key)?.slice(0, mostTried) ?? [])
    const tried = [...found, ...this.#others.slice(0, mostTried)]
    return tried.find((stop) => stop.way.every((needed) => way.some((given) => implies(given, needed))))?.by ?? null
  }
}

export function shadowed(files: FileSet): readonly Problem[] {
  const rules = files.declared.flatMap(({ node, parsed }): Known[] => {
    if (node?.kind !== 'rule' || !startsByAlert(node) || only(node, 'disabled')) return []
    const when = only(node, 'when')
    const ground = { files, parsed, owner: `${parsed.file}:${node.at.start}` }
    const ways = when ? waysOf(when.condition, ground) : [[]]
    return [{ rule: node, parsed, priority: only(node, 'priority')?.value.value ?? defaultPriority, ways }]
  })
  const byPriority = Map.groupBy(rules, (one) => one.priority)
  const frequency = new Map<string, number>()
  for (const { ways } of rules)
    for (const key of (ways ?? []).flatMap(keysOf)) frequency.set(key, (frequency.get(key) ?? 0) + 1)
  const above = new Stops(frequency)
  const problems: Problem[] = []
  for (const priority of [...byPriority.keys()].sort((a, b) => b - a)) {
    const group = byPriority.get(priority) ?? []
    // Of one priority only the order in a file is certain: files may be renamed.
    for (const ofFile of Map.groupBy(group, (one) => one.parsed).values()) {
      const before = new Stops(frequency)
      for (const one of ofFile) {
        const found = judge(one, [above, before])
        if (found) problems.push(found)
        addTo(before, one)
      }
    }
    for (const one of group) addTo(above, one)
  }
  return problems
}

function addTo(stops: Stops, one: Known): void {
  if (stopsSurely(one.rule)) for (const way of one.ways ?? []) stops.add({ by: one, way })
}

function judge(one: Known, stops: readonly Stops[]): Problem | null {
  const takers = new Set<Known>()
  for (const way of one.ways ?? []) {
    // What no alert can be needs no stop; that it is so is W504.
    if (conflictIn(way)) continue
    const taker = stops.map((all) => all.over(way)).find((found) => found !== null)
    if (!taker) return null
    takers.add(taker)
  }
  const [first] = takers
  return first ? tell(one, first, takers.size > 1) : null
}

function tell({ rule, parsed }: Known, by: Known, several: boolean): Problem {
  const args = {
    name: textOf(rule.name.parts),
    by: textOf(by.rule.name.parts),
    priority: by.priority,
    file: by.parsed.file,
  }
  return problemOf({ id: several ? 'W501/several' : 'W501', at: rule.name.at, args }, parsed.file, parsed.lines)
}
