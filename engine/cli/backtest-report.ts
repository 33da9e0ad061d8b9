/** What a backtest found, for people and for machines. */
import { colors } from './colours.ts'
import { oneLine } from '../../dsl/model/clean-text.ts'
import { cut } from '../../dsl/model/cut.ts'
import type { Backtest, Change } from '../../dsl/simulate/backtest.ts'
import type { FileEvent } from './read-events.ts'
import { table } from './table.ts'

/** Rows of a list that people are shown; `--json` holds all. */
const most = 20

/** With the event that each change is about. */
export const shownBacktest = (found: Backtest, events: readonly FileEvent[]) => ({
  ...found,
  compared: events.length,
  events: found.events.map(({ index, ...change }) => ({ ...shownEvent(events[index]), ...change })),
})
const shownEvent = (event: FileEvent | undefined) =>
  event && { place: event.place, at: new Date(event.at).toISOString(), title: event.title }

export function backtestReport(found: Backtest, events: readonly FileEvent[]): readonly string[] {
  const { totals } = found
  const summary = table(
    [`${events.length} events`, 'before', 'after', ''],
    [
      ['runs', ...changed(totals.runs)],
      ['messages to people', ...changed(totals.notifications)],
      ['alerts that no rule takes', ...changed(totals.unmatched)],
    ],
  )
  return [
    ...summary.split('\n'),
    ...list(
      `${found.events.length} of ${events.length} events change`,
      ['event', 'when', 'title', 'gains', 'loses', 'messages'],
      found.events.map(({ index, gains, loses, notifications }) => [
        events[index]?.place ?? '',
        new Date(events[index]?.at ?? 0).toISOString().slice(0, 16).replace('T', ' '),
        short(events[index]?.title ?? ''),
        colors.green(gains.map(short).join(', ')),
        colors.red(loses.map(short).join(', ')),
        arrow(notifications),
      ]),
    ),
    ...list(
      'rules',
      ['rule', 'alerts', 'runs', 'messages'],
      found.rules.map(({ rule, alerts, runs, notifications }) => [
        short(rule),
        ...[alerts, runs, notifications].map(arrow),
      ]),
    ),
    ...list(
      'messages to each person and room by day',
      ['day', 'to', 'before', 'after', ''],
      found.people.map(({ day, person, ...change }) => [day, short(person), ...changed(change)]),
    ),
  ]
}

function list(title: string, headings: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const left = rows.length - most
  return [
    '',
    colors.bold(title),
    ...(rows.length > 0 ? table(headings, rows.slice(0, most)).split('\n') : []),
    ...(left > 0 ? [colors.dim(`and ${left} more; --json prints all`)] : []),
  ]
}

const arrow = ({ before, after }: Change<number>): string => (before === after ? `${before}` : `${before} → ${after}`)

/** Before, after and the difference. */
function changed({ before, after }: Change<number>): readonly string[] {
  const difference = after - before
  return [`${before}`, `${after}`, difference === 0 ? '' : `${difference > 0 ? '+' : '−'}${Math.abs(difference)}`]
}

const short = (text: string): string => cut(oneLine(text), 48)
