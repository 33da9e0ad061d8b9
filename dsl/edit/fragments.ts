/** Parts of programs that a person or a catalogue brings as text: read alone, so that nothing of them reaches beyond its place. */
import { getIn } from '../graph/keys.ts'
import type { FieldType, Keys } from '../graph/model.ts'
import type { Span } from '../model/span.ts'
import type { Clause, Declaration, Expr, Handler, MapEntry, RuleItem, Step } from '../syntax/ast.ts'
import { parse } from '../syntax/parse.ts'
import { type Refusal, refuse } from './answer.ts'

interface Kind {
  /** As it is called in messages. */
  readonly what: string
  readonly before: string
  readonly after: string
  readonly keys: Keys
}
const kind = (what: string, before: string, after: string, ...keys: Keys): Kind => ({ what, before, after, keys })

const kinds = {
  steps: kind('steps', 'playbook p() {\n', '\n}\n', 'block', 'steps'),
  items: kind('items of a rule', 'rule "r" {\n', '\n}\n', 'items'),
  clauses: kind('clauses', 'playbook p() { run x\n', '\n}\n', 'block', 'steps', 0, 'clauses'),
  handlers: kind('handlers', 'playbook p() { run x\n', '\n}\n', 'block', 'steps', 0, 'handlers'),
  branches: kind('branches', 'playbook p() { parallel wait all {\n', '\n} }\n', 'block', 'steps', 0, 'branches'),
  events: kind(
    'events of a sequence',
    'rule "r" { on sequence within 1m {\n',
    '\n} }\n',
    'items',
    0,
    'trigger',
    'events',
  ),
  trigger: kind('a trigger', 'rule "r" { on\n', '\n}\n', 'items', 0, 'trigger'),
  params: kind('parameters', 'playbook p(\n', '\n) { }\n', 'params'),
  entry: kind('an entry', 'rule "r" { meta {\n', '\n} }\n', 'items', 0, 'map', 'entries'),
  arm: kind('an arm', 'playbook p() {\n', '\n}\n', 'block', 'steps', 0, 'arms'),
  number: kind('a number', 'rule "r" { priority\n', '\n}\n', 'items', 0, 'value'),
  duration: kind('a duration', 'playbook p() { sleep\n', '\n}\n', 'block', 'steps', 0, 'duration'),
  text: kind('a text', 'use\n', '\n', 'path'),
  name: kind('a name', 'playbook p() { run\n', '\n}\n', 'block', 'steps', 0, 'name'),
  names: kind('names', 'playbook p() { notify @a via\n', '\n}\n', 'block', 'steps', 0, 'clauses', 0, 'names'),
  handle: kind('a person, team or schedule', 'playbook p() { escalate\n', '\n}\n', 'block', 'steps', 0, 'target'),
  targets: kind('whom to tell', 'playbook p() { notify\n', '\n}\n', 'block', 'steps', 0, 'targets'),
  path: kind('a field', 'playbook p() { set\n', '\n= 1 }\n', 'block', 'steps', 0, 'name'),
  paths: kind('fields', 'rule "r" { dedup by\n', '\nfor 1m }\n', 'items', 0, 'by'),
  value: kind('a value', 'const c =\n', '\n', 'value'),
  map: kind('a map', 'rule "r" { meta\n', '\n}\n', 'items', 0, 'map'),
  condition: kind('a condition', 'condition c =\n', '\n', 'expr'),
  window: kind('a window', 'condition c = during\n', '\n', 'expr', 'window'),
  arguments: kind('arguments', 'playbook p() { call q(\n', '\n) }\n', 'block', 'steps', 0, 'args'),
} as const satisfies Record<string, Kind>

interface Read {
  readonly steps: readonly Step[]
  readonly items: readonly RuleItem[]
  readonly clauses: readonly Clause[]
  readonly handlers: readonly Handler[]
  readonly entry: readonly MapEntry[]
  readonly condition: Expr
}
export type FragmentKind = keyof typeof kinds | Exclude<FieldType, 'word'>
export type Fragment<K extends FragmentKind> = K extends keyof Read ? Read[K] : unknown

/**
 * @param at where it is to stand, for the refusal
 * @returns the part of the tree that the text reads as; its places are meaningless
 */
export function readAs<K extends FragmentKind>(wanted: K, text: string, at: Span): Fragment<K> | Refusal {
  const { what, before, after, keys } = kinds[wanted]
  const { declarations, problems } = parse(before + text + after, 'fragment.rule')
  const [problem] = problems
  const only = declarations.length === 1 ? declarations[0] : undefined
  const part = getIn(only, keys)
  // What holds the part must hold nothing else: the text may have closed it and opened another.
  const isAlone =
    part !== undefined && JSON.stringify(bare(only, keys)) === JSON.stringify(bare(sampleOf(wanted), keys))
  if (problem || !isAlone)
    return refuse('E921', at, {
      what,
      reason: problem?.message ?? `it is more than ${what}`,
      ...(problem?.help ? { remedy: problem.help } : {}),
    })
  return part as Fragment<K>
}

const samples: Readonly<Record<FragmentKind, string>> = {
  steps: '',
  items: '',
  clauses: 'timeout 1m',
  handlers: 'on error { }',
  branches: 'branch "a" { }',
  events: 'event a where label.a == 1',
  trigger: 'alert',
  params: '',
  entry: '',
  arm: 'if label.a == 1 { }',
  number: '1',
  duration: '1m',
  text: '"a"',
  name: 'a',
  names: 'a',
  handle: '@a',
  targets: '@a',
  path: 'a.b',
  paths: 'a.b',
  value: '1',
  map: '{ }',
  condition: 'label.a == 1',
  window: 'a',
  arguments: 'a: 1',
}
const sampled = new Map<FragmentKind, Declaration | undefined>()
function sampleOf(wanted: FragmentKind): Declaration | undefined {
  if (!sampled.has(wanted)) {
    const { before, after } = kinds[wanted]
    sampled.set(wanted, parse(before + samples[wanted] + after, 'sample.rule').declarations[0])
  }
  return sampled.get(wanted)
}

/** A tree without places, and without the part that the keys lead to. */
function bare(tree: unknown, keys: Keys): unknown {
  if (keys.length === 0 || typeof tree !== 'object' || tree === null) return keys.length === 0 ? null : tree
  const [key, ...rest] = keys
  if (Array.isArray(tree))
    return tree.map((item: unknown, index) => (index === key ? bare(item, rest) : placeless(item)))
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, member]) =>
      name === 'at' || name.endsWith('At') ? [] : [[name, name === key ? bare(member, rest) : placeless(member)]],
    ),
  )
}
function placeless(tree: unknown): unknown {
  if (typeof tree !== 'object' || tree === null) return tree
  if (Array.isArray(tree)) return tree.map(placeless)
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, member]) =>
      name === 'at' || name.endsWith('At') ? [] : [[name, placeless(member)]],
    ),
  )
}

/** Whole declarations, for insertion at the top level. */
export function readDeclarations(text: string, at: Span): readonly Declaration[] | Refusal {
  const { declarations, problems, edition } = parse(text, 'fragment.rule')
  const [problem] = problems
  if (problem || edition !== null || declarations.length === 0)
    return refuse('E921', at, {
      what: 'a declaration',
      reason: problem?.message ?? (edition === null ? 'it is empty' : '`edition` stands at the top of the file only'),
      ...(problem?.help ? { remedy: problem.help } : {}),
    })
  return declarations
}
