import { describe, expect, test } from 'vitest'
import type { ReadResult } from '../../../dsl/model/activity.ts'
import { branch, end, equal, escalate, literal, notify, path, plan, set, sleep, text, wait } from './plans.ts'
import { Play, sent, skipped } from './play.ts'

const live: ReadResult = {
  alert: {
    id: 'alert_1',
    source: 'prometheus',
    name: 'Disk',
    title: 'Disk almost full',
    description: '',
    url: null,
    severity: 'high',
    status: 'active',
    tags: [],
    value: null,
    started_at: 0,
    ended_at: null,
    received_at: 0,
    count: 1,
    fingerprint: 'f',
    labels: { env: 'prod' },
    metadata: { free: '9GiB' },
  },
  incident: { id: 'inc_1', count: 1, alerts: [], url: 'http://127.0.0.1:8000/incidents/inc_1' },
  run: null,
  acknowledged: false,
  resolved: false,
}

describe('if', () => {
  const inProd = equal(path('label', 'env'), 'prod')
  const inTest = equal(path('label', 'env'), 'test')

  test('reads live facts once, just before, and takes the first arm that holds', () => {
    const arms = [
      { condition: inTest, steps: [notify('test')] },
      { condition: inProd, steps: [notify('prod')] },
    ]
    const play = new Play(plan([branch('if', arms, [notify('none')])]))
    expect(play.awaited()).toEqual(['readIncident if.read'])
    play.answer('readIncident', live)
    expect(play.awaited()).toEqual(['notify prod'])
    play.answer('notify', sent())
    expect(play.record('if')).toMatchObject({ status: 'succeeded', result: { arm: 1 } })
    expect(play.record('test')).toMatchObject({ status: 'skipped', detail: 'not needed' })
  })

  test('of variables only reads nothing', () => {
    const small = equal(path('names', 'size'), 1)
    const play = new Play(
      plan([set('size', 'size', literal(2)), branch('if', [{ condition: small, steps: [] }], [notify('big')])]),
    )
    expect(play.awaited()).toEqual(['notify big'])
  })

  test('without an arm that holds and without else just goes on', () => {
    const play = new Play(
      plan([branch('if', [{ condition: equal(literal(1), 2), steps: [notify('never')] }]), sleep('rest', 5)]),
    )
    expect(play.awaited()).toEqual(['timer rest'])
  })
})

describe('set', () => {
  test('keeps what was live then', () => {
    const play = new Play(plan([set('before', 'before', path('metadata', 'free'))]))
    play.answer('readIncident', live)
    expect(play.name('before')).toBe('9GiB')
  })
  test('of something missing leaves the variable missing', () => {
    const play = new Play(plan([set('x', 'x', literal(1)), set('y', 'x', path('names', 'nothing'))]))
    expect(play.name('x')).toBeUndefined()
  })
  test('alert.note writes into the timeline before it goes on', () => {
    const play = new Play(plan([set('note', null, text('cleaned')), sleep('rest', 5)]))
    expect(play.activity('addNote').call.input).toMatchObject({ text: 'cleaned', step: 'note' })
    play.answer('addNote', undefined)
    expect(play.awaited()).toEqual(['timer rest'])
  })
  test('a name that every object has is a name like any other', () => {
    expect(new Play(plan([set('a', '__proto__', literal('mine'))])).name('__proto__')).toBe('mine')
    expect(new Play(plan([set('c', 'copy', path('names', 'constructor'))])).name('copy')).toBeUndefined()
  })
})

describe('end', () => {
  test('ends the run from inside a handler; the steps around it are done, the rest is not reached', () => {
    const inner = wait('ack', 'ack', { onTimeout: [end('give_up', 'failed', 'nobody came')] })
    const play = new Play(plan([branch('if', [{ condition: equal(literal(1), 1), steps: [inner] }]), notify('after')]))
    play.elapse()
    expect(play.finish()).toMatchObject({ outcome: 'failed', message: 'nobody came' })
    expect(play.record('if')).toMatchObject({ status: 'succeeded' })
    expect(play.record('give_up')).toMatchObject({ status: 'succeeded' })
    expect(play.record('after')).toMatchObject({ status: 'skipped' })
    expect(play.finish().report).toBeNull()
  })
  test('a rule that comes to its end has succeeded', () => {
    expect(new Play(plan([set('x', 'x', literal(1))])).finish()).toMatchObject({ outcome: 'succeeded', message: null })
  })
})

describe('escalate', () => {
  const climb = (play: Play) => {
    const { input } = play.activity('escalate').call
    return {
      level: 'level' in input && input.level,
      highest: 'highest_paged' in input && input.highest_paged,
      first: 'first_paged_at' in input && input.first_paged_at,
    }
  }
  test('counts a notified schedule as paged at level 1, and climbs from there', () => {
    const play = new Play(plan([notify('page'), escalate('up'), escalate('top', { level: 3 })]))
    const began = play.now
    play.answer('notify', sent())
    expect(climb(play)).toEqual({ level: null, highest: 1, first: began })
    play.answer('escalate', { ...sent('@lead'), level: 2 })
    expect(climb(play)).toEqual({ level: 3, highest: 2, first: began })
  })
  test('never climbs down after a lower level was paged by its number', () => {
    const play = new Play(plan([escalate('top', { level: 3 }), escalate('low', { level: 1 }), escalate('next')]))
    play.answer('escalate', { ...sent('@boss'), level: 3 })
    play.answer('escalate', { ...sent('@kim'), level: 1 })
    expect(climb(play)).toMatchObject({ level: null, highest: 3 })
  })
  test('of another schedule begins at its beginning', () => {
    const play = new Play(plan([notify('page'), escalate('up', { target: 'storage' })]))
    play.answer('notify', sent())
    expect(climb(play)).toEqual({ level: null, highest: 0, first: null })
  })
  test('a page that was skipped has paged nobody', () => {
    const play = new Play(plan([escalate('up'), escalate('again')]))
    play.answer('escalate', { ...skipped('acknowledged'), level: 0 })
    expect(climb(play)).toEqual({ level: null, highest: 0, first: null })
  })
})

describe('messages', () => {
  test('carry the template, and of the names only those that they read', () => {
    const page = {
      kind: 'text',
      parts: ['free: ', { value: path('names', 'free'), filters: [], at: { start: 0, end: 0 } }],
    } as const
    const steps = [
      set('free', 'free', literal('9GiB')),
      set('other', 'other', literal('x')),
      notify('page', { using: 'page' }),
    ]
    const play = new Play(plan(steps, { templates: { page }, meta: { owner: 'storage' } }))
    expect(play.activity('notify').call.input).toMatchObject({
      message: { template: page, meta: { owner: 'storage' } },
    })
    expect((play.activity('notify').call.input as { message: { names: unknown } }).message.names).toEqual({
      free: '9GiB',
    })
  })
})
