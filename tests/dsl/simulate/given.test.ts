import { describe, expect, test } from 'vitest'
import type { Value } from '../../../dsl/model/value.ts'
import { readGiven } from '../../../dsl/simulate/given.ts'

const read = (given: Readonly<Record<string, Value>>, now = 1_000) => readGiven(given, 'active', now)

describe('an alert as a test gives it (D120)', () => {
  test('has defaults', () =>
    expect(read({})).toEqual({
      problems: [],
      event: {
        source: 'test',
        fingerprint: null,
        status: 'active',
        name: 'test',
        title: 'test',
        description: '',
        url: null,
        severity: 'warning',
        tags: [],
        labels: {},
        metadata: {},
        value: null,
        started_at: 1_000,
        ended_at: null,
      },
    }))
  test('is called by its name or its title', () => {
    expect(read({ name: 'A' }).event).toMatchObject({ name: 'A', title: 'A' })
    expect(read({ title: 'B' }).event).toMatchObject({ name: 'B', title: 'B' })
  })
  test('arrives as a sender would send it: text in labels and metadata', () =>
    expect(
      read({
        labels: { retries: 3, took: { $: 'duration', ms: 90_500 } },
        metadata: { free: { $: 'size', bytes: 1_000_000_001 }, deep: { used: { $: 'percent', value: 95 } }, list: [1] },
      }).event,
    ).toMatchObject({
      labels: { retries: '3', took: '90500ms' },
      metadata: { free: '1000000001B', deep: { used: '95%' }, list: [1] },
    }))
  test('reads a value with its unit', () => {
    expect(read({ value: '93 %' }).event.value).toEqual({ $: 'percent', value: 93 })
    expect(read({ value: { $: 'size', bytes: 5 } }).event.value).toEqual({ $: 'size', bytes: 5 })
  })
  test.each<[given: Record<string, Value>, problem: string]>([
    [{ severty: 'high' }, 'an alert has no `severty`; did you mean `severity`?'],
    [{ severity: 'fatal' }, '`severity` is one of critical, high, warning, info, unknown'],
    [{ name: 5 }, '`name` is a text, not a number'],
    [{ labels: 'x' }, '`labels` is a map, such as { env: "prod" }, not a text'],
    [{ tags: ['a', 1] }, '`tags` is a list of texts, such as ["cpu"]'],
    [{ value: 'much' }, '`value` is a number, percent, duration or size, such as 93%'],
    [{ started_at: 5 }, '`started_at` is a time, such as 2026-03-02T03:10, not a number'],
  ])('%o is told of', (given, problem) => expect(read(given).problems.map((one) => one.problem)).toEqual([problem]))
})
