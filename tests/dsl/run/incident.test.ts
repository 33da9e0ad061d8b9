import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../dsl/model/plan.ts'
import { updateEveryMs } from '../../../dsl/run/index.ts'
import { notify, plan, sleep, wait } from './plans.ts'
import { Play, sent } from './play.ts'

const joined = (alert: string) => ({ kind: 'joined', alert_id: alert }) as const

test.each([
  ['of a rule', {}, false],
  ['that a person asked for', { after_resolve: true }, true],
])('a message of a run %s, when the incident is over', (_whose, asked, goesOut) => {
  const play = new Play(plan([notify('page')]), { status: 'resolved', ...asked })
  expect(play.activity('notify').call.input.after_resolve).toBe(goesOut)
})

describe('gathering the group first', () => {
  const gathering = plan([notify('page')], { group: { by: [], withinMs: null, waitMs: 30_000 } })

  test('sends nothing until the time is over', () => {
    const play = new Play(gathering)
    expect(play.awaited()).toEqual(['timer group.wait'])
    expect(play.shown()).toEqual({ status: 'waiting', waiting_for: 'more alerts of the group' })
    play.elapse()
    expect(play.awaited()).toEqual(['notify page'])
  })
  test('all resolved meanwhile: nobody is told', () => {
    const play = new Play(gathering)
    play.world({ kind: 'resolved' })
    play.elapse()
    expect(play.finish()).toMatchObject({ outcome: 'succeeded', message: 'resolved before notice' })
  })
  test('resolved, then another alert joined: people are told', () => {
    const play = new Play(gathering)
    play.world({ kind: 'resolved' })
    play.world(joined('alert_2'))
    play.elapse()
    expect(play.awaited()).toEqual(['notify page'])
  })
  test('cancelled meanwhile: the timer is stopped and nothing stays open', () => {
    const play = new Play(gathering)
    play.world({ kind: 'cancel', by: '@kim' })
    expect(play.awaited()).toEqual(['finish'])
    expect(play.record('group.wait')).toMatchObject({ status: 'cancelled' })
  })
})

describe('somebody acknowledges', () => {
  const handled = (change: Partial<Plan> = {}) =>
    plan([wait('ack', 'ack'), sleep('rest', 1_000)], {
      group: { by: [], withinMs: null, waitMs: 30_000 },
      onAck: [notify('taken')],
      ...change,
    })
  const acknowledged = { kind: 'acknowledged', by: '@kim' } as const
  const takenBack = { kind: 'unacknowledged', reason: 'severity' } as const

  test('while the group gathers: `on ack` is done when it has gathered', () => {
    const play = new Play(handled())
    play.world(acknowledged)
    expect(play.awaited()).toEqual(['timer group.wait'])
    play.elapse()
    expect(play.record('ack')).toMatchObject({ detail: 'acked by @kim' })
    expect(play.awaited().toSorted()).toEqual(['notify taken', 'timer rest'])
  })
  test('and takes it back before: it is done when somebody does so again', () => {
    const play = new Play(handled())
    play.world(acknowledged)
    play.world(takenBack)
    play.elapse()
    expect(play.awaited()).toEqual(['timer ack'])
    play.world(acknowledged)
    expect(play.awaited()).toContain('notify taken')
  })
  test('and all resolves before the notice: nobody is told', () => {
    const play = new Play(handled())
    play.world(acknowledged)
    play.world({ kind: 'resolved' })
    play.elapse()
    expect(play.awaited()).toEqual(['finish'])
  })
  test('before the run began: nothing has happened in it', () => {
    const play = new Play(handled(), { status: 'acknowledged' })
    play.elapse()
    expect(play.awaited()).toEqual(['timer rest'])
  })

  /** `wait`: the gathering is over. The last acknowledgement that stands counts, once. */
  test('in whatever order it comes: `on ack` is done once, as soon as the steps have begun', () => {
    const happening = fc.constantFrom('wait', 'ack', 'ack', 'back', 'joined', 'raised')
    const news = {
      ack: acknowledged,
      back: takenBack,
      joined: joined('alert_2'),
      raised: { kind: 'severity_raised', severity: 'critical' },
    } as const
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 8 }), (happenings) => {
        const play = new Play(handled({ steps: [sleep('long', 3_600_000)] }))
        const gathered = happenings.indexOf('wait')
        let standing = false
        let done = false
        for (const [index, what] of happenings.entries()) {
          if (what === 'ack') standing = true
          if (what === 'back') standing = false
          if (what !== 'wait') play.world(news[what])
          else if (index === gathered) play.elapse('group.wait')
          done ||= standing && gathered >= 0 && index >= gathered
        }
        const begun = play.effects.filter((effect) => effect.kind === 'activity' && effect.id === 'taken')
        expect(begun).toHaveLength(done ? 1 : 0)
      }),
    )
  })
})

describe('an alert that joins when the page was left out because all was over', () => {
  const skipped = { status: 'skipped', reason: 'resolved', deliveries: [] } as const
  const leftOut = (): Play => {
    const play = new Play(plan([notify('page'), notify('room'), sleep('rest', 60_000)]))
    play.world({ kind: 'resolved' })
    play.answer('notify', skipped)
    play.answer('notify', skipped)
    return play
  }

  test('makes up for every page, one after the other', () => {
    const play = leftOut()
    expect(play.awaited()).toEqual(['timer rest'])
    play.world(joined('alert_2'))
    expect(play.activity('notify').call.input).toMatchObject({ step: 'group.update#1', attempts_left: 5 })
    play.answer('notify', sent())
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['timer rest'])
    expect(play.record('group.update#1')?.title).toContain('left out when it was resolved')
    expect(play.record('group.update#2')).toMatchObject({ status: 'succeeded' })
  })
  test('that came before the page was answered: told too', () => {
    const play = new Play(plan([notify('page'), sleep('rest', 60_000)]))
    play.world({ kind: 'resolved' })
    play.world(joined('alert_2'))
    play.answer('notify', skipped)
    expect(play.awaited()).toEqual(['timer rest', 'notify group.update#1'])
  })
  test('that resolves as well: nobody is told, until another joins', () => {
    const play = leftOut()
    play.world(joined('alert_2'))
    play.world({ kind: 'resolved' })
    play.answer('notify', skipped)
    expect(play.awaited()).toEqual(['timer rest'])
    play.world(joined('alert_3'))
    expect(play.awaited()).toEqual(['timer rest', 'notify group.update#2'])
  })
  test('that joins while the run ends: the run goes on until people are told', () => {
    const play = leftOut()
    play.elapse('rest')
    play.close({ closed: false, unseen: [{ id: 'late', at: 0, ...joined('alert_2') }] })
    play.answer('notify', sent())
    play.answer('notify', sent())
    expect(play.finish().seen).toContain('late')
  })
  test.each([
    ['told by the close', false],
    ['told by signal before it', true],
  ])('the group was over before its notice, the run is closing: the steps begin after all, %s', (_, bySignal) => {
    const play = new Play(plan([notify('page')], { group: { by: [], withinMs: null, waitMs: 30_000 } }))
    play.world({ kind: 'resolved' })
    play.elapse()
    if (bySignal) play.world(joined('alert_2'), 'late')
    expect(play.awaited()).toEqual(['finish'])
    play.close({ closed: false, unseen: [{ id: 'late', at: 0, ...joined('alert_2') }] })
    expect(play.awaited()).toEqual(['notify page'])
    expect(play.shown()).toMatchObject({ status: 'running' })
  })
})

describe('changes of the incident', () => {
  const paged = (): Play => {
    const play = new Play(plan([notify('page'), wait('ack', 'ack')]))
    play.answer('notify', sent())
    return play
  }

  test('before the first message change nothing: it shows them', () => {
    const play = new Play(plan([sleep('rest', 1_000), notify('page'), sleep('more', 1_000)]))
    play.world(joined('alert_2'))
    play.world({ kind: 'severity_raised', severity: 'critical' })
    play.elapse()
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['timer more'])
  })
  test('while the first message is being sent are told after it', () => {
    const play = new Play(plan([notify('page'), wait('ack', 'ack')]))
    play.world(joined('alert_2'))
    expect(play.awaited()).toEqual(['notify page'])
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['timer ack', 'sendUpdate group.update#1'])
  })
  test('alerts that join are told as one update in five minutes', () => {
    const play = paged()
    play.world(joined('alert_2'))
    expect(play.activity('sendUpdate').call.input).toMatchObject({ change: 'joined' })
    play.answer('sendUpdate', sent())
    play.now += 60_000
    play.world(joined('alert_3'))
    play.world(joined('alert_4'))
    expect(play.awaited()).toEqual(['timer ack', 'timer group.update'])
    play.elapse('group.update')
    expect(play.activity('sendUpdate').call.input).toMatchObject({ joined: ['alert_3', 'alert_4'], joined_count: 2 })
    expect(play.now - Date.UTC(2026, 2, 2, 3, 10)).toBe(updateEveryMs)
    play.answer('sendUpdate', sent())
    expect(play.awaited()).toEqual(['timer ack'])
    expect(play.record('group.update#2')).toMatchObject({ status: 'succeeded' })
  })
  test('alerts that joined at the same moment come as one event', () => {
    const play = paged()
    play.world({ ...joined('alert_2'), also: ['alert_3', 'alert_4'] })
    const update = { joined: ['alert_2', 'alert_3', 'alert_4'], joined_count: 3 }
    expect(play.activity('sendUpdate').call.input).toMatchObject(update)
  })
  test('an alert that joins and raises the severity is one update, also soon after another', () => {
    const play = paged()
    play.world(joined('alert_2'))
    play.answer('sendUpdate', sent())
    play.world({ ...joined('alert_3'), also: ['alert_4'], severity: 'critical' })
    const update = { change: 'severity_raised', joined: ['alert_3', 'alert_4'], joined_count: 2 }
    expect(play.activity('sendUpdate').call.input).toMatchObject(update)
    play.answer('sendUpdate', sent())
    expect(play.awaited()).toEqual(['timer ack'])
  })
  test('an update names the first ten, and says how many joined', () => {
    const play = new Play(plan([notify('page'), wait('ack', 'ack')]))
    for (let number = 2; number < 14; number++) play.world(joined(`alert_${number}`))
    play.answer('notify', sent())
    const { input } = play.activity('sendUpdate').call
    expect(input).toMatchObject({ joined: expect.arrayContaining(['alert_2', 'alert_11']), joined_count: 12 })
    expect(input).not.toMatchObject({ joined: expect.arrayContaining(['alert_12']) })
  })
  test('a rise of severity is told at once, and tells of the alerts that joined too', () => {
    const play = paged()
    play.world(joined('alert_2'))
    play.answer('sendUpdate', sent())
    play.world(joined('alert_3'))
    play.world({ kind: 'severity_raised', severity: 'critical' })
    expect(play.activity('sendUpdate').call.input).toMatchObject({ change: 'severity_raised', joined: ['alert_3'] })
    play.answer('sendUpdate', sent())
    expect(play.awaited()).toEqual(['timer ack'])
  })
  test('an update that fails is tried six times within five minutes, then recorded; the run goes on (D103)', () => {
    const play = paged()
    const began = play.now
    play.world(joined('alert_2'))
    for (let left = 5; left >= 0; left--) {
      expect(play.activity('sendUpdate').call.input).toMatchObject({ attempts_left: left, step: 'group.update#1' })
      play.fail('sendUpdate', 'DeliveryError')
      if (left === 0) break
      expect(play.awaited()).toEqual(['timer ack', 'timer group.update#1'])
      play.elapse('group.update#1')
    }
    expect(play.now - began).toBeLessThanOrEqual(5 * 60_000)
    const record = { status: 'failed', attempts: 6, detail: 'DeliveryError: DeliveryError happened' }
    expect(play.record('group.update#1')).toMatchObject(record)
    expect(play.awaited()).toEqual(['timer ack'])
  })
  test('an update that cannot succeed is not tried again', () => {
    const play = paged()
    play.world(joined('alert_2'))
    play.fail('sendUpdate', 'not-configured', { final: true })
    expect(play.record('group.update#1')).toMatchObject({ status: 'failed', attempts: 1 })
    expect(play.awaited()).toEqual(['timer ack'])
  })
  test('an update that gets through later has succeeded; what came meanwhile is told after it', () => {
    const play = paged()
    play.world(joined('alert_2'))
    play.fail('sendUpdate', 'DeliveryError')
    play.world({ kind: 'severity_raised', severity: 'critical' })
    expect(play.awaited()).toEqual(['timer ack', 'timer group.update#1'])
    play.elapse('group.update#1')
    play.answer('sendUpdate', sent())
    expect(play.record('group.update#1')).toMatchObject({ status: 'succeeded', attempts: 2 })
    expect(play.awaited()).toEqual(['timer ack', 'sendUpdate group.update#2'])
  })
  test('an update that rests is dropped when the incident is over', () => {
    const play = paged()
    play.world(joined('alert_2'))
    play.fail('sendUpdate', 'DeliveryError')
    play.world({ kind: 'resolved' })
    expect(play.awaited()).toEqual(['finish'])
    expect(play.record('group.update#1')).toMatchObject({ status: 'cancelled' })
  })
  test('the run ends only when its last update is through', () => {
    const play = new Play(plan([notify('page'), sleep('rest', 1_000)]))
    play.answer('notify', sent())
    play.world(joined('alert_2'))
    play.elapse('rest')
    play.fail('sendUpdate', 'DeliveryError')
    expect(play.awaited()).toEqual(['timer group.update#1'])
    expect(play.shown()).toEqual({ status: 'waiting', waiting_for: 'the next attempt of an update' })
    play.elapse()
    play.answer('sendUpdate', sent())
    expect(play.awaited()).toEqual(['finish'])
  })
  test('after it is over are not told', () => {
    const play = new Play(plan([notify('page'), sleep('rest', 1_000)]))
    play.answer('notify', sent())
    play.world({ kind: 'resolved' })
    play.world({ kind: 'severity_raised', severity: 'critical' })
    expect(play.awaited()).toEqual(['timer rest'])
  })
  test('told twice by the outside are taken in once', () => {
    const play = paged()
    play.world(joined('alert_2'), 'same')
    play.answer('sendUpdate', sent())
    expect(play.world(joined('alert_2'), 'same')).toEqual([])
  })
})

describe('the end', () => {
  const ending = (): Play => {
    const play = new Play(plan([notify('page')]))
    play.answer('notify', sent())
    return play
  }
  const event = { id: 'late', at: 0, ...joined('alert_2') }

  test('what the run has not seen is told before it asks again', () => {
    const play = ending()
    expect(play.finish().seen).toEqual([])
    play.close({ closed: false, unseen: [event] })
    expect(play.awaited()).toEqual(['sendUpdate group.update#1'])
    play.answer('sendUpdate', sent())
    expect(play.finish().seen).toEqual(['late'])
    play.close()
    expect(play.ended).toBe(true)
  })
  test('what came by signal while the record was being closed is told too', () => {
    const play = ending()
    play.world(joined('alert_2'), 'late')
    play.close({ closed: false, unseen: [event] })
    play.answer('sendUpdate', sent())
    expect(play.finish().seen).toEqual(['late'])
    expect(
      play.effects.filter((effect) => effect.kind === 'activity' && effect.call.name === 'sendUpdate'),
    ).toHaveLength(1)
  })
  test('refused without a reason, it asks again after a second, not at once', () => {
    const play = ending()
    play.close({ closed: false, unseen: [] })
    expect(play.timer()).toMatchObject({ id: 'run.close', ms: 1_000 })
    play.elapse()
    expect(play.awaited()).toEqual(['finish'])
  })
  test('waits for an action under way that it asked to stop', () => {
    const play = new Play(plan([notify('page')]))
    const { no } = play.activity('notify')
    expect(play.world({ kind: 'cancel', by: '@kim' })).toContainEqual({ kind: 'cancel', no })
    expect(play.awaited()).toEqual(['notify page'])
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['finish'])
    expect(play.record('page')).toMatchObject({ status: 'cancelled' })
  })
  test('nothing is done after it', () => {
    const play = ending()
    play.close()
    expect(play.world({ kind: 'severity_raised', severity: 'critical' })).toEqual([])
    expect(play.world({ kind: 'cancel', by: '@kim' })).toEqual([])
  })
})
