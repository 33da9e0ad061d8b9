/**
 * An Alertmanager configuration as a rule file that chooses the same receivers (D56), and a report of what it could not
 * carry over.
 */
import { check } from '../../checks/index.ts'
import { capabilities } from '../../model/capabilities.ts'
import type { Problem } from '../../model/problems.ts'
import { parse } from '../../syntax/parse.ts'
import type { Located } from '../located.ts'
import { NotImportable, type Note, Notes } from '../notes.ts'
import { Section } from '../section.ts'
import { Connections, connectionVariables, secretVariables, type Variable } from './connections.ts'
import { draftInhibitions } from './inhibitions.ts'
import { readIntervals } from './intervals.ts'
import { readReceivers } from './receivers.ts'
import { readRoot } from './route.ts'
import { writeFile } from './write.ts'
import { draftRules } from './rules.ts'

export interface ImportOptions {
  /** What the configuration's file is called, for comments. */
  readonly from: string
  /** Path of the rule file, for problems. */
  readonly file: string
  /** Types of connection that this build has. */
  readonly connectionTypes: readonly string[]
  /** Write the whole language, also what this build does not execute yet (E901). */
  readonly language: boolean
  /** Only alerts of this source are routed; null: of every source. */
  readonly source: string | null
}
export interface Imported {
  /** The rule file. */
  readonly text: string
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
}

/**
 * @param config the configuration as read from its file
 * @throws {NotImportable} when Alertmanager itself would refuse it
 */
export function importAlertmanager(config: Located, options: ImportOptions): Imported {
  const notes = new Notes()
  const root = new Section(config, 'the configuration')
  const routes = root.section('route')
  if (!routes) throw new NotImportable(root.line, 'There is no route.')
  const connections = new Connections()
  const receivers = readReceivers(root, options.connectionTypes, connections, notes)
  const intervals = readIntervals(root, notes)
  const rules = draftRules(readRoot(routes, notes), notes)
  const inhibitions = draftInhibitions(root, notes)
  for (const { text, line } of root.words('templates') ?? [])
    notes.add(
      'not moved',
      line,
      `the message templates in ${text}`,
      'Write them as `template` declarations and name them by `using`.',
    )
  root.leave(notes, () => 'Alertmanager knows no such section.')

  const executes = (group: 'declarations' | 'groupOptions', word: string) =>
    options.language || (capabilities[group] as readonly string[]).includes(word)
  const declares = executes('declarations', 'connection')
  const inhibits = executes('declarations', 'inhibit')
  for (const { line, name } of inhibits ? [] : inhibitions)
    notes.add('not executed', line, `inhibit rule ${name.replace(/\D/gu, '')}`, later('`inhibit`'))
  const text = writeFile({
    options,
    rules,
    receivers,
    intervals,
    notes,
    connections: declares ? connections.all() : [],
    inhibitions: inhibits ? inhibitions : [],
    every: executes('groupOptions', 'every'),
    repeat: executes('groupOptions', 'repeat'),
  })
  return {
    text,
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
    problems: check([parse(text, options.file)], {}, { executed: !options.language }).filter(
      ({ severity }) => severity === 'error',
    ),
  }
}

/** What to do about a word that this build does not execute. */
export const later = (word: string): string =>
  `This build does not execute ${word} (E901), so it was left out; --language writes it.`
