/** What each part of the configuration became: the other half of the report, beside the notes. */
import type { Place, Word } from '../located.ts'
import type { Note } from '../notes.ts'
import type { InhibitDraft } from './inhibitions.ts'
import type { Interval } from './intervals.ts'
import type { Receiver } from './receivers.ts'
import type { Route } from './route.ts'
import { quoted } from './rule-text.ts'
import type { RuleDraft } from './rules.ts'

export type PartKind = 'route' | 'receiver' | 'integration' | 'inhibit rule' | 'time interval' | 'templates'

/** A part of the configuration and what of the rule file stands for it. */
export interface Carried extends Place {
  readonly part: PartKind
  /** What people call it: the receiver of a route, the name of an interval. */
  readonly name: string
  /** As it is called there: `rule "x"`, `window y`. None where nothing stands for it. */
  readonly became: readonly string[]
  /** `in part`: a note names what is missing or different. */
  readonly state: 'moved' | 'in part' | 'not executed' | 'not moved'
}

export interface Drafts {
  readonly root: Route
  readonly rules: readonly RuleDraft[]
  readonly receivers: ReadonlyMap<string, Receiver>
  readonly intervals: ReadonlyMap<string, Interval>
  /** All of them, and whether they are written. */
  readonly inhibitions: readonly InhibitDraft[]
  readonly inhibits: boolean
  readonly templates: readonly Word[]
}

/** In the order of the lines. */
export function carriedOver(drafts: Drafts, notes: readonly Note[]): readonly Carried[] {
  const parts = [
    ...routeParts(drafts.root, drafts.rules),
    ...[...drafts.receivers.values()].flatMap((receiver) => receiverParts(receiver, drafts.rules)),
    ...drafts.inhibitions.map(({ name, line, path }) =>
      part('inhibit rule', { line, path }, name.replace(/\D/gu, ''), drafts.inhibits ? [`inhibit ${name}`] : []),
    ),
    ...[...drafts.intervals].map(([name, { windows, line, path }]) =>
      part(
        'time interval',
        { line, path },
        name,
        windows.map((window) => `window ${window.name}`),
      ),
    ),
    ...drafts.templates.map((word) => part('templates', word, word.text, [])),
  ]
  const owned = Map.groupBy(notes, (note) => ownerOf(note, parts))
  return parts.map((one) => ({ ...one, state: stateOf(one, owned.get(one) ?? []) })).sort((a, b) => a.line - b.line)
}

type Part = Omit<Carried, 'state'>

const part = (kind: PartKind, { line, path }: Place, name: string, became: readonly string[]): Part => ({
  ...{ part: kind, line, path, name, became },
})

/** A route without a rule of its own is what its own routes became. */
function routeParts(route: Route, rules: readonly RuleDraft[]): readonly Part[] {
  const below = route.routes.map((child) => routeParts(child, rules))
  const own = rules.filter((draft) => draft.route === route).map(({ name }) => `rule ${quoted(name)}`)
  const became = own.length > 0 ? own : below.flatMap((parts) => parts.flatMap((one) => one.became))
  return [part('route', route, route.receiver.text, [...new Set(became)]), ...below.flat()]
}

function receiverParts(receiver: Receiver, rules: readonly RuleDraft[]): readonly Part[] {
  const telling = rules.filter(({ route }) => route.receiver.text === receiver.name)
  return [
    part(
      'receiver',
      receiver,
      receiver.name,
      telling.map(({ name }) => `rule ${quoted(name)}`),
    ),
    ...receiver.integrations.map((one) =>
      part('integration', one, one.title, [
        `connection ${one.connection}`,
        // Its first line, without what is done when it fails.
        ...(one.step === null || telling.length === 0 ? [] : [one.step.trim().split('\n')[0] ?? '']),
      ]),
    ),
  ]
}

const isWithin = (path: string, whole: string): boolean =>
  path === whole || path.startsWith(`${whole}.`) || path.startsWith(`${whole}[`)

/** The smallest part in which the note's place is. */
const ownerOf = ({ path }: Note, parts: readonly Part[]): Part | undefined =>
  parts.filter((one) => isWithin(path, one.path)).sort((a, b) => b.path.length - a.path.length)[0]

/** A route is a rule even where one of its settings is not executed; anything else is executed as a whole or not. */
function stateOf({ part: kind, path, became }: Part, notes: readonly Note[]): Carried['state'] {
  if (kind !== 'route' && notes.some((note) => note.kind === 'not executed' && note.path === path))
    return 'not executed'
  if (became.length === 0) return 'not moved'
  return notes.length > 0 ? 'in part' : 'moved'
}
