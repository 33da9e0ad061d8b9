/**
 * An Alertmanager configuration as a rule file that chooses the same receivers (D56), and a report of what it could not
 * carry over.
 */
import { check, refuse } from '../../checks/index.ts'
import { format } from '../../format/index.ts'
import type { Problem } from '../../model/problems.ts'
import { parse } from '../../syntax/parse.ts'
import type { Located } from '../located.ts'
import { type Note, Notes, NotImportable } from '../notes.ts'
import { Section } from '../section.ts'
import { type Carried, carriedOver } from './carried.ts'
import { Connections, connectionVariables, secretVariables, type Variable } from './connections.ts'
import { executes, later, refused } from './executes.ts'
import type { ImportOptions } from './import-options.ts'
import { draftInhibitions } from './inhibitions.ts'
import { readIntervals } from './intervals.ts'
import { type Receiver, readReceivers } from './receivers.ts'
import { meant, readRoot } from './route.ts'
import { draftRules, type RuleDraft } from './rules.ts'
import { writeFile } from './write.ts'

export interface Imported {
  /** The rule file. */
  readonly text: string
  /** What each part became. */
  readonly carried: readonly Carried[]
  /** What could not be carried over as it was. */
  readonly notes: readonly Note[]
  /** What the environment must hold for the connections. */
  readonly variables: readonly Variable[]
  readonly counts: {
    readonly rules: number
    readonly connections: number
    readonly windows: number
    readonly inhibitions: number
  }
  /** Of the written file; errors are a fault of the import. */
  readonly problems: readonly Problem[]
  /** E901: what of the written file this build refuses; only where the whole language was asked for. */
  readonly refused: readonly Problem[]
}

/**
 * @param config the configuration as read from its file
 * @throws {NotImportable} when Alertmanager itself would refuse it
 */
export function importAlertmanager(config: Located, options: ImportOptions): Imported {
  const notes = new Notes()
  const root = new Section(config, 'the configuration')
  const routes = root.section('route')
  if (!routes && root.items('groups') !== null)
    throw new NotImportable(
      root.placeOf('groups').line,
      'This is a file of Prometheus rules, not the configuration of Alertmanager: its rules stay in Prometheus; import alertmanager.yml.',
    )
  if (!routes) throw new NotImportable(root.line, `There is no route${meant(root, 'route')}.`)
  const connections = new Connections()
  const receivers = readReceivers(root, options.connectionTypes, connections, notes)
  const intervals = readIntervals(root, notes)
  const route = readRoot(routes, notes)
  const { rules, inOrder } = draftRules(route, notes)
  const inhibitions = draftInhibitions(root, notes)
  const templates = root.words('templates') ?? []
  for (const word of templates)
    notes.add(
      'not moved',
      word,
      `the message templates in ${word.text}`,
      'Write them as `template` declarations and name them by `using`.',
    )
  root.leave(notes, () => 'Alertmanager knows no such section.')

  const declares = options.language || executes('declarations', 'connection')
  const inhibits = options.language || executes('declarations', 'inhibit')
  for (const draft of executes('declarations', 'inhibit') ? [] : inhibitions)
    notes.add(
      'not executed',
      draft,
      `inhibit rule ${draft.name.replace(/\D/gu, '')}`,
      options.language ? refused('`inhibit`') : later('`inhibit`'),
    )
  tellUnused(receivers, rules, notes)
  const written = writeFile({
    options,
    rules,
    inOrder,
    receivers,
    intervals,
    notes,
    connections: declares ? connections.all() : [],
    inhibitions: inhibits ? inhibitions : [],
    root: routes,
  })
  const formatted = format(written, options.file)
  const text = formatted.kind === 'formatted' ? formatted.text : written
  const parsed = [parse(text, options.file)]
  return {
    text,
    carried: carriedOver({ root: route, rules, receivers, intervals, inhibitions, inhibits, templates }, notes.all()),
    notes: notes.all(),
    variables: declares
      ? secretVariables(connections.all())
      : // A type that this build lacks would only be told of as a mistake.
        connectionVariables(connections.all().filter(({ type }) => options.connectionTypes.includes(type))),
    counts: {
      rules: rules.length,
      connections: connections.all().length,
      windows: [...intervals.values()].flatMap(({ windows }) => windows).length,
      inhibitions: inhibits ? inhibitions.length : 0,
    },
    problems: check(parsed, {}, { executed: !options.language }).filter(({ severity }) => severity === 'error'),
    refused: options.language ? refuse(parsed) : [],
  }
}

/** A receiver to which no rule leads would else be gone without a word. */
function tellUnused(receivers: ReadonlyMap<string, Receiver>, rules: readonly RuleDraft[], notes: Notes): void {
  const used = new Set(rules.map(({ route }) => route.receiver.text))
  for (const receiver of receivers.values())
    if (!used.has(receiver.name))
      notes.add(
        'not moved',
        receiver,
        `receiver "${receiver.name}", to which no alert is routed`,
        'Nothing is lost: Alertmanager tells it nothing either. Name it in a `notify` to use it.',
      )
}
