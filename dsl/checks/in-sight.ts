/** What the rules and playbooks that a file sees name: a test can speak of nothing else (D120). */
import type { Block, Declaration, ForEach, Step, Text } from '../syntax/ast.ts'
import { blocksOf } from './blocks.ts'
import { outerBlocks } from './endings.ts'
import { textOf } from './file-set.ts'
import type { Place } from './place.ts'
import { definedIn } from './scope.ts'

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

export const stepsIn = ({ steps }: Block): readonly Step[] =>
  steps.flatMap((step) => [step, ...blocksOf(step).flatMap(stepsIn)])

const asOf = (step: Step): readonly string[] =>
  step.clauses.flatMap((clause) => (clause.kind === 'as' ? [clause.name.text] : []))

const isPlain = ({ parts }: Text): boolean => parts.every(({ kind }) => kind === 'characters')

const ofDeclarations = new WeakMap<Declaration, Named>()

function namedBy(node: Declaration): Named {
  const known = ofDeclarations.get(node)
  if (known) return known
  const steps = node.kind === 'rule' || node.kind === 'playbook' ? outerBlocks(node).flatMap(stepsIn) : []
  const ofKind = <K extends Step['kind']>(...kinds: K[]) =>
    steps.filter((step): step is Extract<Step, { kind: K }> => (kinds as string[]).includes(step.kind))
  const loops = steps.filter((step): step is ForEach => step.kind === 'for each')
  const asked = ofKind('approve').flatMap(({ by }) => by)
  const told = [...ofKind('notify').flatMap(({ targets }) => targets), ...asked]
  const texts = told.filter((target) => target.kind === 'text')
  const items = node.kind === 'rule' ? node.items : []
  const made: Named = {
    runs: new Set(ofKind('run').flatMap((step) => [step.name.text, ...asOf(step)])),
    http: new Set(ofKind('http').flatMap(asOf)),
    tickets: new Set(ofKind('ticket create', 'ticket update', 'ticket close').flatMap(asOf)),
    calls: new Set(ofKind('call step').map(({ name }) => name.text)),
    places: new Set(texts.filter(isPlain).map(({ parts }) => textOf(parts))),
    tellsAnybody: !texts.every(isPlain),
    approvers: new Set(asked.flatMap((one) => (one.kind === 'handle' ? [one.name] : []))),
    ways: new Set(
      steps.flatMap(({ clauses }) =>
        clauses.flatMap((clause) => (clause.kind === 'via' ? clause.names.map(({ text }) => text) : [])),
      ),
    ),
    locals: new Set([...definedIn(node), ...loops.map(({ name }) => name.text)]),
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

/** False when something in sight does not read: what it would have named proves nothing. */
export const seesAll = ({ files, parsed }: Place): boolean =>
  !files.isIncomplete(parsed) && files.allSeen(parsed).every(({ node }) => node !== null)

/** Everything of one kind that is named in sight. */
export const namedInSight = <K extends Exclude<keyof Named, 'tellsAnybody'>>({ files, parsed }: Place, kind: K) =>
  new Set(files.allSeen(parsed).flatMap(({ node }) => (node ? [...namedBy(node)[kind]] : [])))

/** Some target in sight is known only when the run sends to it. */
export const mayTellAnybody = ({ files, parsed }: Place): boolean =>
  files.allSeen(parsed).some(({ node }) => node !== null && namedBy(node).tellsAnybody)

/** The people of the schedules of the rule set, which need no `use`, by the schedule's name. */
export function rotas({ files }: Place): ReadonlyMap<string, readonly string[]> {
  return new Map(
    files.declared.flatMap(({ node, name }) =>
      node?.kind === 'schedule' ? [[name, node.levels.flatMap(({ people }) => people.map((one) => one.name))]] : [],
    ),
  )
}

/** Every handle that stands anywhere but in a test: a word too many only hides a finding. Without the `@`. */
export function handlesInSight(place: Place): ReadonlySet<string> {
  const files = new Set(place.files.allSeen(place.parsed).map(({ parsed }) => parsed))
  const written = [...files].flatMap(({ tokens, declarations }) => {
    const tests = declarations.filter(({ kind }) => kind === 'test')
    return tokens.flatMap(({ type, text, at }) =>
      type === 'handle' && !tests.some((test) => test.at.start <= at.start && at.end <= test.at.end)
        ? [text.slice(1)]
        : [],
    )
  })
  return new Set([...written, ...[...rotas(place)].flatMap(([name, people]) => [name, ...people])])
}
