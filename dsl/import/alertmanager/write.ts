/** The rule file of an import. */
import { durationText } from '../../model/value-text.ts'
import type { Place } from '../located.ts'
import { type Notes, NotImportable } from '../notes.ts'
import type { Part } from './condition-text.ts'
import { type Connection, connectionText } from './connections.ts'
import { executes, later, refused } from './executes.ts'
import type { ImportOptions } from './import-options.ts'
import type { InhibitDraft } from './inhibitions.ts'
import { type Interval, suppressions, windowText } from './intervals.ts'
import { matcherText } from './matcher.ts'
import type { Receiver } from './receivers.ts'
import type { Route, Setting } from './route.ts'
import { labelPath, quoted } from './rule-text.ts'
import type { RuleDraft } from './rules.ts'

export interface Parts {
  readonly options: ImportOptions
  readonly rules: readonly RuleDraft[]
  /** The order of the rules decides. */
  readonly inOrder: boolean
  readonly receivers: ReadonlyMap<string, Receiver>
  readonly intervals: ReadonlyMap<string, Interval>
  readonly connections: readonly Connection[]
  readonly inhibitions: readonly InhibitDraft[]
  /** The root route. */
  readonly root: Place
  readonly notes: Notes
}

/** A group is open as long as one of its alerts: its incident must be too, or each alert would be told alone. */
const openFor = '30d'
/** What a rule does where it says nothing (D86). */
const updatesEvery = 300_000

export function writeFile(parts: Parts): string {
  const names = sharedConditions(parts.rules)
  const declarations = [
    ...parts.connections.map(connectionText),
    ...[...parts.intervals.values()].flatMap(({ windows }) => windows).map(windowText),
    ...[...names].map(([inner, name]) => `condition ${name} = ${inner}`),
    ...parts.rules.map((draft) => ruleText(draft, names, parts)),
    ...parts.inhibitions.map(({ text, line }) => `## From line ${line} of ${parts.options.from}.\n${text}`),
  ]
  return [
    'edition 1',
    `# Imported from ${parts.options.from}, whose lines are named below. Each route became a rule.`,
    ...(parts.inOrder ? orderTold : []),
    '',
    `${declarations.join('\n\n')}\n`,
  ].join('\n')
}

/** Rules of other files are asked before, so that none of them misses an alert because of these. */
const priorityInOrder = 1
const orderTold = [
  '# Their order decides, as that of the routes did: the first that matches and says `stop processing` is the last that is asked.',
  `# Rules of other files come before these, as their priority is not below ${priorityInOrder}.`,
]

/** What three rules or more exclude in many words gets a name. */
function sharedConditions(rules: readonly RuleDraft[]): ReadonlyMap<string, string> {
  const uses = Map.groupBy(
    rules.flatMap(({ when }) => when.filter(({ isLong }) => isLong)),
    ({ inner }) => inner,
  )
  const shared = [...uses].filter(([, of]) => of.length > 2)
  return new Map(shared.map(([inner], index) => [inner, `taken_before_${index + 1}`]))
}

function ruleText({ name, route, when, stops }: RuleDraft, names: ReadonlyMap<string, string>, parts: Parts): string {
  const receiver = parts.receivers.get(route.receiver.text)
  if (!receiver) throw new NotImportable(route.receiver.line, `There is no receiver "${route.receiver.text}".`)
  const own = route.matchers.map(matcherText).join(', ')
  return [
    `## Line ${route.line} of ${parts.options.from}${own === '' ? '.' : `: ${own.replaceAll('\n', ' ')}`}`,
    `rule ${quoted(name)} {`,
    `  meta { receiver: ${quoted(receiver.name)} }`,
    ...(parts.inOrder ? [`  priority ${priorityInOrder}`] : []),
    ...whenText(when, names, parts.options.source),
    `  ${groupText(route, parts)}`,
    ...suppressions(route, parts.intervals, parts.notes).map((line) => `  ${line}`),
    '  then {',
    ...(receiver.steps.length > 0
      ? [...receiver.steps, `    wait for resolve up to ${openFor}`]
      : [`    end ok ${quoted(`receiver ${receiver.name} tells nobody`)}`]),
    '  }',
    ...(stops ? ['  stop processing'] : []),
    '}',
  ].join('\n')
}

function whenText(when: readonly Part[], names: ReadonlyMap<string, string>, source: string | null): readonly string[] {
  const clauses = [
    ...(source === null ? [] : [`alert.source == ${quoted(source)}`]),
    ...when.map(({ inner, text, excludes }) => {
      const named = names.get(inner)
      return named === undefined ? text : excludes ? `not ${named}` : named
    }),
  ]
  return clauses.map((clause, index) => (index === 0 ? `  when ${clause}` : `    and ${clause}`))
}

function groupText(route: Route, parts: Parts): string {
  const by =
    route.groupBy === null
      ? 'alert.fingerprint'
      : route.groupBy.length > 0
        ? route.groupBy.map(labelPath).join(', ')
        : 'meta.receiver'
  const writes = (word: string) => parts.options.language || executes('groupOptions', word)
  const { groupWait: wait, groupInterval: every, repeatInterval: repeat } = route
  const options = [
    ...(wait.ms > 0 ? [`wait ${durationText(wait.ms)}`] : []),
    ...(every.ms !== updatesEvery && writes('every') ? [`every ${durationText(every.ms)}`] : []),
    ...(writes('repeat') ? [`repeat ${durationText(repeat.ms)}`] : []),
  ]
  if (!executes('groupOptions', 'every') && every.ms !== updatesEvery)
    leftOut(
      every,
      'group_interval',
      'every',
      'Until then those who were told hear of alerts that join every 5 minutes.',
      parts,
    )
  if (!executes('groupOptions', 'repeat'))
    leftOut(
      repeat,
      'repeat_interval',
      'repeat',
      'Until then nothing is sent again while nobody acknowledges; `wait for ack` and `escalate` do more.',
      parts,
    )
  return ['group by', by, ...options].join(' ')
}

function leftOut({ ms, at }: Setting, key: string, word: string, meanwhile: string, parts: Parts): void {
  const what = at === null ? `${key} of ${durationText(ms)}, which is the default` : `${key} of ${durationText(ms)}`
  parts.notes.add(
    'not executed',
    at ?? parts.root,
    what,
    parts.options.language ? refused(`\`group … ${word}\``) : `${later(`\`group … ${word}\``)} ${meanwhile}`,
  )
}
