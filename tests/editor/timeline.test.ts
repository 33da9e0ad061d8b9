import { expect, test } from 'vitest'
import { type AlertWithTimeline, timelineOf } from '../../editor/timeline.ts'

type Line = readonly [id: string, at: string, kind: string, text: string]
/** Only what the timeline reads of an alert. */
const alert = (id: string, ...lines: Line[]) =>
  ({
    id,
    timeline: lines.map(([line, at, kind, text]) => ({
      ...{ id: line, at: `2026-03-02T10:00:${at}Z`, kind, actor: 'tocsin', text, data: {} },
    })),
  }) as unknown as AlertWithTimeline
const said = (...alerts: AlertWithTimeline[]) =>
  timelineOf(alerts).map(({ entry, alert }) => `${alert ? `${alert.id}: ` : ''}${entry.text}`)

const acked: Line = ['i1', '05.000', 'acknowledged', 'Acknowledged by @kim']
const over: Line = ['i2', '09.000', 'resolved', 'All alerts of the incident are resolved']

test('what the incident says again of a lone alert is left out; what only looks like it stays', () => {
  const lone = alert(
    'a',
    ['n1', '01.000', 'note', 'looked'],
    ['n2', '01.000', 'note', 'looked'],
    ['a1', '05.000', 'acknowledged', 'Acknowledged by @kim'],
    acked,
    ['d1', '06.000', 'delivery', '@kim was paged by email'],
    ['a2', '09.000', 'resolved', 'Resolved by @kim'],
    over,
  )
  const resolved = ['@kim was paged by email', 'Resolved by @kim']
  expect(said(lone)).toEqual(['looked', 'looked', 'Acknowledged by @kim', ...resolved])
})

test('acknowledged twice at different times is told twice', () => {
  const again: Line = ['a3', '07.000', 'acknowledged', 'Acknowledged by @kim']
  expect(said(alert('a', acked, again))).toHaveLength(2)
})

test('of several alerts each tells its own, the incident what is of all, in the order of time', () => {
  const first = alert('a', ['a1', '05.000', 'acknowledged', 'Acknowledged by @kim'], acked, over)
  const second = alert('b', ['b1', '05.000', 'acknowledged', 'Acknowledged by @kim'], acked, over, [
    ...(['b0', '02.000', 'note', 'first'] as const),
  ])
  const both = ['a: Acknowledged by @kim', 'b: Acknowledged by @kim']
  expect(said(first, second)).toEqual(['b: first', ...both, 'All alerts of the incident are resolved'])
})
