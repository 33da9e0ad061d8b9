/** Types of what functions and filters are given. */
import { describe, expect, test } from 'vitest'
import { call } from '../../../dsl/compile/call.ts'
import { functions, isFunction } from '../../../dsl/compile/functions.ts'
import type { Value } from '../../../dsl/model/value.ts'
import { doing, expectFinding, type Row, when } from './found.ts'

const titled = (hole: string) => doing(`notify @kim with { title: "{{${hole}}}" }`)

test.each<Row>([
  [titled('age(«alert.name»)'), 'E325', /give it a time/],
  [titled('«alert.name» | round'), 'E325', /give it a number/],
  [titled('«alert.started_at» | join'), 'E325', /give it a list/],
  [titled('«alert.name» | first'), 'E325'],
  [titled('len(«5»)'), 'E325'],
  [titled("truncate(alert.name, «'x'»)"), 'E325'],
  [when('age(«alert.name») > 5m'), 'E325'],
  // What one filter makes is what the next is given.
  [titled('alert.tags | «join» | first'), 'E325'],
  [titled('alert.tags | join | upper | truncate(5)'), null],
  [titled('alert.tags | first | truncate(5)'), null],
  [titled('upper(«alert.tags»)'), 'E325'],
  [titled('upper(alert.severity)'), null],
  [titled('round(alert.value, 1)'), null],
  [titled('count(incident.alerts)'), null],
  [titled('len(alert.name)'), null],
  // What was sent has no type.
  [titled('label.a | round'), null],
  [titled('age(metadata.since)'), null],
  [titled("label.a | default(5) | join(', ')"), null],
  [doing('set n = 5 set y = first(«n»)'), 'E325'],
  [doing('set t = "x" set y = first(t)'), null],
  // Zones.
  [titled("alert.started_at | format('HH', «'Mars/X'»)"), 'E404'],
  [titled("date(alert.started_at, «'Europe/Berln'»)"), 'E404', /Europe\/Berlin/],
  [titled("alert.started_at | format('HH', 'Europe/Berlin')"), null],
  [titled("alert.started_at | format('HH', label.zone)"), null],
])('%s', expectFinding)

describe('of what the table says nothing is made of, nothing is made', () => {
  const samples: Readonly<Record<string, Value>> = {
    ...{ text: 'a', number: 2, boolean: true, list: ['a'], map: { a: 'b' } },
    percent: { $: 'percent', value: 2 },
    duration: { $: 'duration', ms: 2 },
    size: { $: 'size', bytes: 2 },
    time: { $: 'time', ms: 2 },
    severity: { $: 'severity', severity: 'high' },
  }
  const written: Readonly<Record<string, string>> = {
    ...{ text: 'alert.name', number: '2', boolean: 'true', list: '["a"]', map: '{ a: "b" }', percent: '2%' },
    ...{ duration: '2s', size: '2B', time: 'alert.started_at', severity: 'alert.severity' },
  }
  const fitting = { ...{ any: 'a', text: 'HH', number: 1, time: samples.time, list: ['a'], word: 'a' } } as const
  const given = { ...fitting, measure: 2, many: 'a', zone: 'UTC' }

  // `count(` begins a window; as a filter it is `len`.
  for (const [name, { max, takes }] of Object.entries(functions).filter(([one]) => one !== 'count'))
    test.each(Object.keys(samples).flatMap((kind) => takes.map((_, index) => [kind, index] as const)))(
      `${name} of a %s as argument %i`,
      (kind, index) => {
        expect(takes).toHaveLength(max)
        expect(isFunction(name)).toBe(true)
        const args = takes.map((taken, at) => (at === index ? samples[kind] : given[taken]))
        const isMade = call(name, args, 10) !== undefined
        const texts = { any: '"a"', text: '"HH"', number: '1', time: 'alert.started_at', list: '["a"]', word: '"a"' }
        const all = { ...texts, measure: '2', many: '"a"', zone: '"UTC"' }
        const shown = takes.map((taken, at) => (at === index ? `«${written[kind]}»` : all[taken]))
        const marked = doing(`set y = ${name}(${shown.join(', ')})`)
        if (isMade) expectFinding(marked, null)
        else if (!(takes[index] === 'zone' && kind === 'text')) expectFinding(marked, 'E325')
      },
    )
})
