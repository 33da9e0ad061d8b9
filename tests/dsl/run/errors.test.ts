import { describe, expect, test } from 'vitest'
import { branch, end, equal, literal, notify, path, plan, set, sleep } from './plans.ts'
import { Play, sent } from './play.ts'

const always = equal(literal(1), 1)
const once = { times: 0, backoffMs: 1_000, maxMs: 60_000 }
/** A step that reads what its handler sees. */
const note = (id: string) => set(id, id, path('error', 'code'))

describe('an error', () => {
  test('goes to the step’s own handler, and the run goes on after the step', () => {
    const play = new Play(plan([notify('page', { onError: [note('seen')] }), sleep('rest', 60_000)]))
    play.fail('notify', 'DeliveryError')
    expect(play.name('seen')).toBe('DeliveryError')
    expect(play.awaited()).toEqual(['timer rest'])
    expect(play.record('page')).toMatchObject({ status: 'failed', detail: 'DeliveryError: DeliveryError happened' })
  })

  test('in a handler goes outwards, with its own code', () => {
    const inner = notify('page', { onError: [notify('other')] })
    const play = new Play(plan([branch('if', [{ condition: always, steps: [inner] }])], { onError: [note('seen')] }))
    play.fail('notify', 'first')
    play.fail('notify', 'second')
    expect(play.name('seen')).toBe('second')
    expect(play.record('if')).toMatchObject({ status: 'failed' })
  })

  test('that the rule’s own handler handles fails nothing; what was to come is not reached (D105)', () => {
    const play = new Play(plan([notify('page'), sleep('rest', 1)], { onError: [notify('platform')] }))
    play.fail('notify', 'DeliveryError')
    expect(play.activity('notify').call.input).toMatchObject({ step: 'platform', message: { error: { step: 'page' } } })
    play.answer('notify', sent())
    expect(play.finish()).toMatchObject({ outcome: 'succeeded', message: 'DeliveryError happened', report: null })
    expect(play.record('rest')).toMatchObject({ status: 'skipped', detail: 'not reached' })
  })

  test.each([
    ['ok', 'succeeded'],
    ['failed', 'failed'],
  ] as const)('in the rule’s handler may end the run by `end %s`', (word, outcome) => {
    const play = new Play(plan([notify('page')], { onError: [end('fine', word, 'known')] }))
    play.fail('notify', 'DeliveryError')
    expect(play.finish()).toMatchObject({ outcome, message: 'known' })
  })

  test('that nobody handles fails the run and is reported with its end', () => {
    const play = new Play(plan([notify('page'), sleep('rest', 1)]))
    play.fail('notify', 'not-configured', { final: true })
    const message = 'not-configured happened'
    const report = { step: 'page', code: 'not-configured', message }
    expect(play.finish()).toMatchObject({ outcome: 'failed', message, report })
  })

  test('is reported with the second close too, when the first was too early', () => {
    const play = new Play(plan([notify('page')]))
    play.fail('notify', 'not-configured', { final: true })
    play.close({ closed: false, unseen: [{ id: 'e9', at: play.now, kind: 'acknowledged', by: '@kim' }] })
    expect(play.finish()).toMatchObject({ report: { step: 'page', code: 'not-configured' }, seen: ['e9'] })
  })

  test('in the rule’s handler is the one that is reported', () => {
    const play = new Play(plan([notify('page')], { onError: [notify('platform')] }))
    play.fail('notify', 'first')
    play.fail('notify', 'second')
    expect(play.finish()).toMatchObject({ report: { step: 'platform', code: 'second' } })
  })
})

describe('attempts', () => {
  test('a final failure is not tried again', () => {
    const play = new Play(plan([notify('page', { retry: { ...once, times: 5 } })]))
    play.fail('notify', 'not-configured', { final: true })
    expect(play.record('page')).toMatchObject({ status: 'failed', attempts: 1 })
  })

  test('a late answer to an attempt that was given up changes nothing', () => {
    const play = new Play(plan([notify('page', { retry: { ...once, times: 1 } })]))
    const first = play.activity('notify').no
    play.fail('notify', 'DeliveryError')
    play.elapse()
    const answer = { name: 'notify', result: sent() } as const
    expect(play.tell({ kind: 'answered', at: play.now, no: first, answer })).toEqual([])
    expect(play.awaited()).toEqual(['notify page'])
  })
})
