/** Time intervals as windows: days and hours in a zone. Months, years and days of the month have no window. */
import type { Place, Word } from '../located.ts'
import { type Notes, NotImportable } from '../notes.ts'
import type { Section } from '../section.ts'
import { datesOf } from './dates-of.ts'
import { nameOf, quoted, takeFree } from './rule-text.ts'

export interface WindowDraft {
  readonly name: string
  readonly zone: string
  readonly spans: readonly string[]
  readonly line: number
}

/** What `during` may be asked of for an interval. Where it can't be said exactly, never more is muted than before. */
export interface Interval extends Place {
  readonly windows: readonly WindowDraft[]
  /** Every part of it is in `windows`. */
  readonly isWhole: boolean
}

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const unsayable = ['days_of_month', 'months', 'years'] as const

/** Both places where a configuration names intervals; by name. */
export function readIntervals(config: Section, notes: Notes): ReadonlyMap<string, Interval> {
  const taken = new Set<string>()
  const intervals = new Map<string, Interval>()
  for (const key of ['mute_time_intervals', 'time_intervals'])
    for (const node of config.sections(key)) {
      const name = node.word('name')
      if (!name) throw new NotImportable(node.line, 'A time interval has no name.')
      intervals.set(name.text, readInterval(node, name, taken, notes))
      node.leave(notes, () => 'Alertmanager knows no such member of a time interval.')
    }
  return intervals
}

function readInterval(node: Section, name: Word, taken: Set<string>, notes: Notes): Interval {
  const parts = node.sections('time_intervals', `time interval "${name.text}"`)
  const read = parts.map((part) => readPart(part, name, notes))
  const said = read.filter((part) => part !== null)
  const windows = [...Map.groupBy(said, ({ zone }) => zone)].map(([zone, of]) => ({
    name: takeFree(nameOf(name.text), taken),
    zone,
    spans: of.flatMap(({ spans }) => spans),
    line: node.line,
  }))
  return { windows, isWhole: said.length === read.length, line: node.line, path: node.path }
}

function readPart(part: Section, name: Word, notes: Notes): { zone: string; spans: readonly string[] } | null {
  const location = part.word('location')
  const weekdays = (part.words('weekdays') ?? []).map(dayRange)
  const times = part.sections('times').map((time) => {
    const [from, to] = [time.word('start_time'), time.word('end_time')]
    if (!from || !to) throw new NotImportable(time.line, 'A time lacks start_time or end_time.')
    time.leave(notes, () => 'Alertmanager knows no such member of a time.')
    return `${from.text}..${to.text}`
  })
  const strange = unsayable.filter((key) => (part.words(key) ?? []).length > 0)
  part.leave(notes, () => 'Alertmanager knows no such member of a time interval.')
  if (strange[0] !== undefined) {
    notes.add(
      'not moved',
      part.placeOf(strange[0]),
      `the part of time interval "${name.text}" with ${strange.join(' and ')}: a window knows days of the week, hours and single dates`,
      `Outside that part nothing changes; within it alerts are not muted. Write its dates as those that a window leaves out, ${datesRemedy(part, nameOf(`${name.text}_left_out`), location?.text)}.`,
    )
    return null
  }
  if (location?.text === 'Local') {
    notes.add(
      'not moved',
      location,
      `the part of time interval "${name.text}" in the zone of the machine`,
      'Write the name of the zone, such as Europe/London, instead of Local, and import again.',
    )
    return null
  }
  const which = weekdays.length > 0 ? weekdays.join(', ') : 'every day'
  return {
    zone: location?.text ?? 'UTC',
    spans: times.length > 0 ? times.map((time) => `${which} ${time}`) : [`${which} all day`],
  }
}

/** A window is open on days of the week: that it is not, on some dates, is how a rule mutes on them. */
function datesRemedy(part: Section, window: string, zone = 'UTC'): string {
  const [days_of_month = [], months = [], years = []] = unsayable.map((key) => part.words(key)?.map(({ text }) => text))
  const dates = part.words('weekdays') ? null : datesOf({ days_of_month, months, years })
  const written = `\`window ${window} in ${quoted(zone === 'Local' ? 'UTC' : zone)} { every day all day except ${(dates ?? [example]).join(', ')} }\``
  const other = dates ? '' : ` with them in the place of ${example}`
  return `${written}${other}, and in the rule \`suppress when not during ${window}\``
}
const example = '2026-12-31'

function dayRange({ text, line }: Word): string {
  const names = text.toLowerCase().split(':')
  if (names.length > 2 || names.some((name) => !days.includes(name)))
    throw new NotImportable(line, `"${text}" is no day of the week and no range of them.`)
  return names.map((name) => name.slice(0, 3)).join('..')
}

export const windowText = ({ name, zone, spans }: WindowDraft): string =>
  [`window ${name} in ${quoted(zone)} {`, ...spans.map((span) => `  ${span}`), '}'].join('\n')

/** `suppress when` of a route; the language joins several by or. */
export function suppressions(
  route: { readonly mutedIn: readonly Word[]; readonly activeIn: readonly Word[] },
  intervals: ReadonlyMap<string, Interval>,
  notes: Notes,
): readonly string[] {
  const find = ({ text, line }: Word): Interval => {
    const found = intervals.get(text)
    if (!found) throw new NotImportable(line, `There is no time interval "${text}".`)
    return found
  }
  const during = ({ windows }: Interval) => windows.map(({ name }) => `during ${name}`)
  const muted = route.mutedIn.flatMap((word) => during(find(word)))
  for (const word of route.mutedIn)
    if (!find(word).isWhole)
      notes.add(
        'not moved',
        word,
        `mute_time_intervals "${word.text}", of which a part has no window`,
        'The rule tells in that part. What to write in its place stands beside the time interval.',
      )
  const active = route.activeIn.map(find)
  const [first] = route.activeIn
  if (first && active.some(({ isWhole }) => !isWhole))
    notes.add(
      'not moved',
      first,
      `active_time_intervals ${route.activeIn.map(({ text }) => `"${text}"`).join(', ')}, of which a part has no window`,
      'The rule tells at all times. Write the hours of silence as `suppress when during …` in the rule.',
    )
  // An interval of which a part is missing would mute in that part.
  const outside = active.length > 0 && active.every(({ isWhole }) => isWhole) ? active.flatMap(during) : []
  return [
    ...muted.map((when) => `suppress when ${when}`),
    ...(outside.length > 0
      ? [`suppress when ${outside.length === 1 ? `not ${outside[0]}` : `not (${outside.join(' or ')})`}`]
      : []),
  ]
}
