/** What the rules and playbooks that a file sees name: a test can speak of nothing else (D120). */
import type { Declaration, Step } from '../syntax/ast.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { stepsIn } from './blocks.ts'
import { outerBlocks } from './endings.ts'
import { type FileSet, plainText, textOf } from './file-set.ts'
import { madeBy, makersIn } from './makers.ts'
import type { Place } from './place.ts'

interface Named {
  /** Behind `run`, and the `as` of such steps. */
  readonly runs: ReadonlySet<string>
  /** The `as` of steps whose answer can be mocked by it. */
  readonly http: ReadonlySet<string>
  readonly tickets: ReadonlySet<string>
  /** Playbooks that a step calls. */
  readonly calls: ReadonlySet<string>
  /** Rooms and addresses that steps tell. */
  readonly places: ReadonlySet<string>
  /** Some target is put together only when the run sends to it, so it may be any. */
  readonly tellsAnybody: boolean
  /** Without the `@`: whom `approve` asks. */
  readonly approvers: ReadonlySet<string>
  /** Connections and kinds behind `via`. */
  readonly ways: ReadonlySet<string>
  /** Variables, `as` names, parameters, names of loops and events. */
  readonly locals: ReadonlySet<string>
  /** Names of `on webhook`. */
  readonly webhooks: ReadonlySet<string>
  /** Rules that a `suppress while` asks about. */
  readonly awaited: ReadonlySet<string>
}

const asOf = (step: Step): readonly string[] =>
  madeBy(step).flatMap(([name, { kind }]) => (kind === 'step' ? [name] : []))

const ofDeclarations = new WeakMap<Declaration, Named>()

function namedBy(node: Declaration): Named {
  const known = ofDeclarations.get(node)
  if (known) return known
  const steps = node.kind === 'rule' || node.kind === 'playbook' ? outerBlocks(node).flatMap(stepsIn) : []
  const ofKind = <K extends Step['kind']>(...kinds: K[]) =>
    steps.filter((step): step is Extract<Step, { kind: K }> => (kinds as string[]).includes(step.kind))
  const asked = ofKind('approve').flatMap(({ by }) => by)
  const told = [...ofKind('notify').flatMap(({ targets }) => targets), ...asked]
  // Null where it has holes.
  const texts = told.flatMap((target) => (target.kind === 'text' ? [plainText(target)] : []))
  const items = node.kind === 'rule' ? node.items : []
  const made: Named = {
    runs: new Set(ofKind('run').flatMap((step) => [step.name.text, ...asOf(step)])),
    http: new Set(ofKind('http').flatMap(asOf)),
    tickets: new Set(ofKind('ticket create', 'ticket update', 'ticket close').flatMap(asOf)),
    calls: new Set(ofKind('call step').map(({ name }) => name.text)),
    places: new Set(texts.filter((text) => text !== null)),
    tellsAnybody: texts.includes(null),
    approvers: new Set(asked.flatMap((one) => (one.kind === 'handle' ? [one.name] : []))),
    ways: new Set(
      steps.flatMap(({ clauses }) =>
        clauses.flatMap((clause) => (clause.kind === 'via' ? clause.names.map(({ text }) => text) : [])),
      ),
    ),
    locals: new Set(makersIn(node).keys()),
    webhooks: new Set(
      items.flatMap((item) =>
        item.kind === 'on' && item.trigger.kind === 'webhook' ? [textOf(item.trigger.name.parts)] : [],
      ),
    ),
    awaited: new Set(items.flatMap((item) => (item.kind === 'suppress while' ? [textOf(item.rule.parts)] : []))),
  }
  ofDeclarations.set(node, made)
  return made
}

interface Sight {
  readonly isWhole: boolean
  readonly tellsAnybody: boolean
  readonly named: Map<keyof Named, ReadonlySet<string>>
  handles: ReadonlySet<string> | null
}
/** What a file sees of a set, gone through once: a file of many tests asks for it at every item. */
const sights = new WeakMap<FileSet, Map<ParsedFile, Sight>>()

function sightOf({ files, parsed }: Place): Sight {
  const ofSet = sights.get(files) ?? new Map<ParsedFile, Sight>()
  sights.set(files, ofSet)
  const known = ofSet.get(parsed)
  if (known) return known
  const nodes = files.allSeen(parsed).map(({ node }) => node)
  const made: Sight = {
    isWhole: !files.isIncomplete(parsed) && nodes.every((node) => node !== null),
    tellsAnybody: nodes.some((node) => node !== null && namedBy(node).tellsAnybody),
    named: new Map(),
    handles: null,
  }
  ofSet.set(parsed, made)
  return made
}

/** False when something in sight does not read: what it would have named proves nothing. */
export const seesAll = (place: Place): boolean => sightOf(place).isWhole

/** Some target in sight is known only when the run sends to it. */
export const mayTellAnybody = (place: Place): boolean => sightOf(place).tellsAnybody

/** Everything of one kind that is named in sight. */
export function namedInSight(place: Place, kind: Exclude<keyof Named, 'tellsAnybody'>): ReadonlySet<string> {
  const { named } = sightOf(place)
  const known = named.get(kind)
  if (known) return known
  const all = place.files.allSeen(place.parsed)
  const made = new Set(all.flatMap(({ node }) => (node ? [...namedBy(node)[kind]] : [])))
  named.set(kind, made)
  return made
}

const rotasOf = new WeakMap<FileSet, ReadonlyMap<string, readonly string[]>>()

/** The people of the schedules of the rule set, which need no `use`, by the schedule's name. */
export function rotas({ files }: Place): ReadonlyMap<string, readonly string[]> {
  const known = rotasOf.get(files)
  if (known) return known
  const made = new Map(
    files.declared.flatMap(({ node, name }) =>
      node?.kind === 'schedule' ? [[name, node.levels.flatMap(({ people }) => people.map((one) => one.name))]] : [],
    ),
  )
  rotasOf.set(files, made)
  return made
}

/** Every handle that stands anywhere but in a test: a word too many only hides a finding. Without the `@`. */
export function handlesInSight(place: Place): ReadonlySet<string> {
  const sight = sightOf(place)
  if (sight.handles) return sight.handles
  const files = new Set(place.files.allSeen(place.parsed).map(({ parsed }) => parsed))
  const written = [...files].flatMap(({ tokens, declarations }) => {
    const tests = declarations.filter(({ kind }) => kind === 'test')
    const handles = tokens.filter(({ type }) => type === 'handle')
    let next = 0
    return handles.flatMap(({ text, at }) => {
      // Both are in the order of the file.
      while (next < tests.length && (tests[next]?.at.end ?? 0) <= at.start) next += 1
      return (tests[next]?.at.start ?? Number.POSITIVE_INFINITY) <= at.start ? [] : [text.slice(1)]
    })
  })
  sight.handles = new Set([...written, ...[...rotas(place)].flatMap(([name, people]) => [name, ...people])])
  return sight.handles
}
