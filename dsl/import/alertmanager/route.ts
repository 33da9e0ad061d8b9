/** The tree of routes, each with what it inherits from those above it. */

import { regex } from '../../compile/regex.ts'
import type { Place, Word } from '../located.ts'
import { type Notes, NotImportable } from '../notes.ts'
import type { Section } from '../section.ts'
import { readPrometheusDuration } from './duration.ts'
import type { Matcher } from './matcher.ts'
import { anchored } from './matcher.ts'
import { parseMatchers } from './parse-matchers.ts'

/** A duration and what set it; null where it is Alertmanager's default. */
export interface Setting {
  readonly ms: number
  readonly at: Place | null
}

export interface Route extends Place {
  readonly receiver: Word
  readonly matchers: readonly Matcher[]
  readonly continues: boolean
  /** Null: by all labels, which is `['...']`. */
  readonly groupBy: readonly string[] | null
  readonly groupWait: Setting
  readonly groupInterval: Setting
  readonly repeatInterval: Setting
  /** Names of time intervals; they are not inherited. */
  readonly mutedIn: readonly Word[]
  readonly activeIn: readonly Word[]
  readonly routes: readonly Route[]
}

type Inherited = Pick<Route, 'receiver' | 'groupBy' | 'groupWait' | 'groupInterval' | 'repeatInterval'>

const defaults = {
  groupBy: [],
  groupWait: { ms: 30_000, at: null },
  groupInterval: { ms: 300_000, at: null },
  repeatInterval: { ms: 14_400_000, at: null },
} as const

/** Behind what is missing: the member that may be misspelt. */
export const meant = (node: Section, key: string): string => {
  const near = node.nearlyNamed(key)
  return near === null ? '' : ` ("${near}" may be meant as ${key})`
}

export function readRoot(node: Section, notes: Notes): Route {
  const receiver = node.word('receiver')
  if (!receiver) throw new NotImportable(node.line, `The root route names no receiver${meant(node, 'receiver')}.`)
  const root = readRoute(node, { ...defaults, receiver }, notes)
  if (root.matchers.length > 0) throw new NotImportable(node.line, 'The root route has matchers.')
  if (root.continues) throw new NotImportable(node.placeOf('continue').line, 'The root route says continue.')
  if (root.mutedIn.length + root.activeIn.length > 0)
    throw new NotImportable(node.line, 'The root route has time intervals.')
  return root
}

function readRoute(node: Section, above: Inherited, notes: Notes): Route {
  const setting = (key: string, inherited: Setting): Setting => {
    const word = node.word(key)
    return word ? { ms: readPrometheusDuration(word), at: word } : inherited
  }
  const own: Inherited = {
    receiver: node.word('receiver') ?? above.receiver,
    groupBy: groupByOf(node, above),
    groupWait: setting('group_wait', above.groupWait),
    groupInterval: setting('group_interval', above.groupInterval),
    repeatInterval: setting('repeat_interval', above.repeatInterval),
  }
  const route: Route = {
    ...own,
    line: node.line,
    path: node.path,
    matchers: readMatchers(node, 'match', 'match_re', 'matchers'),
    continues: node.flag('continue', false),
    mutedIn: node.words('mute_time_intervals') ?? [],
    activeIn: node.words('active_time_intervals') ?? [],
    routes: node.sections('routes', 'route').map((child) => readRoute(child, own, notes)),
  }
  node.leave(notes, () => 'Alertmanager 0.28 has no such member of a route; say by hand what it was for.')
  return route
}

function groupByOf(node: Section, above: Inherited): Route['groupBy'] {
  const written = node.words('group_by') ?? []
  if (written.length === 0) return above.groupBy
  return written.some(({ text }) => text === '...') ? null : written.map(({ text }) => text)
}

/** Every matcher of a node in its three forms, by the names that they have there. */
export function readMatchers(node: Section, equal: string, pattern: string, lines: string): readonly Matcher[] {
  const one = (op: '=' | '=~', [label, { text: value }]: readonly [string, Word]): Matcher => ({ label, op, value })
  const found = [
    // Alertmanager adds up the matchers of a merge and the written ones, where any other member is replaced.
    ...node.mergedPairs(equal).map((pair) => one('=', pair)),
    ...node.mergedPairs(pattern).map((pair) => one('=~', pair)),
    ...node.mergedWords(lines).flatMap(({ text, line }) => {
      const read = parseMatchers(text)
      if (!read) throw new NotImportable(line, `"${text}" is no matcher.`)
      return read
    }),
  ]
  for (const { op, value } of found)
    if (op.endsWith('~') && regex(anchored(value), '') === null)
      throw new NotImportable(node.line, `"${value}" is no RE2 pattern.`)
  return found
}
