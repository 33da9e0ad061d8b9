import { describe, expect, test } from 'vitest'
import { end, escalate, notify, plan, wait } from './plans.ts'
import { Play, sent, skipped } from './play.ts'

const ladder = plan([
  notify('page'),
  wait('ack', 'ack', { onTimeout: [escalate('lead')] }),
  wait('over', 'resolve'),
  end('done'),
])

describe('waiting for acknowledgement', () => {
  test('times out, escalates, and goes on', () => {
    const play = new Play(ladder)
    play.answer('notify', sent())
    expect(play.timer()).toMatchObject({ id: 'ack', ms: 900_000 })
    play.elapse()
    play.answer('escalate', { ...sent('@lead'), level: 2 })
    expect(play.awaited()).toEqual(['timer over'])
    play.world({ kind: 'resolved' })
    expect(play.finish()).toMatchObject({ outcome: 'succeeded', message: null })
    play.close()
    expect(play.ended).toBe(true)
    expect(play.record('ack')).toMatchObject({ status: 'succeeded', detail: 'timed out' })
    expect(play.record('lead')).toMatchObject({ status: 'succeeded', detail: '@lead by inbox (not delivered outside)' })
  })

  test.each([
    [{ kind: 'acknowledged', by: '@kim' }, 'acked by @kim', 'timer over'],
    [{ kind: 'resolved' }, 'resolved', 'finish'],
  ] as const)('%o ends it without the handler', (news, detail, next) => {
    const play = new Play(ladder)
    play.answer('notify', sent())
    play.world(news)
    expect(play.record('ack')).toMatchObject({ status: 'succeeded', detail })
    expect(play.awaited()).toEqual([next])
    expect(play.effects.some((effect) => effect.kind === 'activity' && effect.call.name === 'escalate')).toBe(false)
  })

  test('is over at once when it was acknowledged before', () => {
    const play = new Play(ladder)
    play.world({ kind: 'acknowledged', by: '@kim' })
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['timer over'])
  })

  test('knows who acknowledged although that was before it began', () => {
    const play = new Play(plan([notify('page'), wait('ack', 'ack', { as: 'ack' }), wait('over', 'resolve')]))
    play.world({ kind: 'acknowledged', by: '@kim' })
    play.answer('notify', sent())
    expect(play.name('ack')).toEqual({ outcome: 'acked', by: '@kim' })
    expect(play.record('ack')).toMatchObject({ detail: 'acked by @kim' })
  })

  test('does not name who took the acknowledgement back', () => {
    const play = new Play(plan([notify('page'), wait('ack', 'ack', { as: 'ack' })]))
    play.world({ kind: 'acknowledged', by: '@kim' })
    play.world({ kind: 'unacknowledged', reason: 'severity rose' })
    play.answer('notify', sent())
    play.world({ kind: 'acknowledged', by: '@lee' })
    expect(play.name('ack')).toEqual({ outcome: 'acked', by: '@lee' })
  })

  test('says until when in whole seconds', () => {
    const play = new Play(ladder)
    play.now += 315
    play.answer('notify', sent('@kim'))
    expect(play.shown().waiting_for).toBe('acknowledgement by @kim until 2026-03-02T03:25:00Z')
  })

  test('waits anew when the acknowledgement was taken back', () => {
    const play = new Play(ladder, { status: 'acknowledged' })
    play.world({ kind: 'unacknowledged', reason: 'severity rose' })
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['timer ack'])
  })

  test('says for whom and until when', () => {
    const play = new Play(ladder)
    play.answer('notify', sent('@kim'))
    expect(play.shown()).toEqual({
      status: 'waiting',
      waiting_for: 'acknowledgement by @kim until 2026-03-02T03:25:00Z',
    })
    expect(play.record('ack')).toMatchObject({ status: 'waiting', waiting_until: play.now + 900_000 })
  })

  test('a step that was skipped is recorded with its reason', () => {
    const play = new Play(ladder)
    play.answer('notify', skipped('resolved'))
    expect(play.record('page')).toMatchObject({ status: 'skipped', detail: 'resolved' })
  })
})

describe('waiting for the end of the alerts', () => {
  const messages = plan([wait('over', 'resolve', { onTimeout: [notify('late')] }), notify('after')])

  test('is not ended by an acknowledgement', () => {
    const play = new Play(messages)
    play.world({ kind: 'acknowledged', by: '@kim' })
    expect(play.awaited()).toEqual(['timer over'])
  })

  test('messages after it go out although it is resolved, messages of its own handler do not', () => {
    const play = new Play(messages)
    play.elapse()
    expect(play.activity('notify').call.input).toMatchObject({ step: 'late', after_resolve: false })
    play.answer('notify', sent())
    expect(play.activity('notify').call.input).toMatchObject({ step: 'after', after_resolve: true })
  })
})

describe('an acknowledgement that expires', () => {
  const rule = plan([
    notify('page'),
    wait('ack', 'ack', { expiresMs: 3_600_000, onTimeout: [escalate('lead')] }),
    wait('over', 'resolve'),
  ])
  function acknowledged(): Play {
    const play = new Play(rule)
    play.answer('notify', sent())
    play.world({ kind: 'acknowledged', by: '@kim' })
    return play
  }
  test('counts for its time; then it is taken back, people are told, and the wait begins anew beside the steps', () => {
    const play = acknowledged()
    expect(play.timer('ack.expires').ms).toBe(3_600_000)
    play.elapse('ack.expires')
    play.answer('expireAck', undefined)
    expect(play.awaited()).toEqual(['timer over'])
    play.world({ kind: 'unacknowledged', reason: 'it has expired' })
    expect(play.activity('sendUpdate').call.input).toMatchObject({ change: 'ack_expired' })
    play.answer('sendUpdate', sent())
    expect(play.record('ack~2')).toMatchObject({ status: 'waiting' })
    play.elapse('ack~2')
    play.answer('escalate', { ...sent('@lead'), level: 2 })
    expect(play.record('lead~2')).toMatchObject({ status: 'succeeded' })
    play.world({ kind: 'resolved' })
    expect(play.finish()).toMatchObject({ outcome: 'succeeded' })
  })
  test('taken again it counts for its time again', () => {
    const play = acknowledged()
    play.elapse('ack.expires')
    play.answer('expireAck', undefined)
    play.world({ kind: 'unacknowledged', reason: 'it has expired' })
    play.answer('sendUpdate', sent())
    play.world({ kind: 'acknowledged', by: '@lee' })
    expect(play.record('ack~2')).toMatchObject({ detail: 'acked by @lee' })
    play.elapse('ack.expires')
    play.answer('expireAck', undefined)
    play.world({ kind: 'unacknowledged', reason: 'it has expired' })
    expect(play.record('ack~3')).toMatchObject({ status: 'waiting' })
  })
  test('taken back by somebody it begins anew too, and nobody is told that it expired', () => {
    const play = acknowledged()
    play.world({ kind: 'unacknowledged', reason: 'taken back by @kim' })
    expect([...play.awaited()].sort()).toEqual(['timer ack~2', 'timer over'])
  })
  test('is forgotten when the incident is over', () => {
    const play = acknowledged()
    play.world({ kind: 'resolved' })
    expect(play.awaited()).toEqual(['finish'])
  })
  test('is forgotten when the steps are done', () => {
    const play = new Play(plan([notify('page'), wait('ack', 'ack', { expiresMs: 60_000 }), end('done')]))
    play.answer('notify', sent())
    play.world({ kind: 'acknowledged', by: '@kim' })
    expect(play.awaited()).toEqual(['finish'])
  })
})
