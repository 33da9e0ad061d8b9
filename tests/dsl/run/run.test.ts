import { describe, expect, test } from 'vitest'
import { messageRetry } from '../../../dsl/model/retry.ts'
import { pauseMs } from '../../../dsl/run/attempts.ts'
import { equal, literal, notify, path, plan, run, set } from './plans.ts'
import { Play, repaired, sent, skipped } from './play.ts'

const isResolved = equal(path('alert', 'status'), 'resolved')

describe('a remediation', () => {
  test('gets its parameters as values and gives its result a name', () => {
    const restart = run('restart', {
      as: 'restart',
      with: { service_name: literal('nginx'), host: path('names', 'host'), gone: path('names', 'nothing') },
    })
    const play = new Play(
      plan([set('host', 'host', literal('web1')), restart, set('code', 'code', path('names', 'restart', 'exit_code'))]),
    )
    expect(play.activity('runRemediation').call.input).toMatchObject({
      name: 'restart_service',
      parameters: { service_name: 'nginx', host: 'web1' },
      key: 'default/payments-abc123/inc_1/1/restart',
    })
    expect(play.activity('runRemediation').call.input).not.toHaveProperty('parameters.gone')
    play.answer('runRemediation', repaired({ exit_code: 7, stdout: 'ok' }))
    expect(play.name('code')).toBe(7)
    expect(play.record('restart')).toMatchObject({
      status: 'succeeded',
      result: { ok: true, exit_code: 7, stdout: 'ok', duration: { $: 'duration', ms: 1_200 } },
    })
  })

  test('is not verified when it was skipped', () => {
    const play = new Play(plan([run('restart', { verify: { condition: isResolved, withinMs: 60_000 } })]))
    play.answer('runRemediation', { ...repaired(), ...skipped('resolved') })
    expect(play.record('restart')).toMatchObject({ status: 'skipped', detail: 'resolved' })
    expect(play.finish().outcome).toBe('succeeded')
  })

  test('that ran and failed is tried again as often as the rule says, then fails', () => {
    const play = new Play(
      plan([run('restart', { as: 'restart', retry: { times: 1, backoffMs: 2_000, maxMs: 60_000 } })]),
    )
    play.answer('runRemediation', repaired({ ok: false, exit_code: 1, error: 'unit not found' }))
    expect(play.record('restart')).toMatchObject({ status: 'waiting', attempts: 1 })
    expect(play.record('restart')?.detail).toBe('attempt 1 of 2: run-failed: unit not found')
    expect(play.shown().waiting_for).toMatch(/^the next attempt of “restart” until /)
    play.elapse()
    expect(play.activity('runRemediation').title).toBe('restart (attempt 2)')
    play.answer('runRemediation', repaired({ ok: false, exit_code: 1, error: 'unit not found' }))
    expect(play.record('restart')).toMatchObject({
      status: 'failed',
      attempts: 2,
      detail: 'run-failed: unit not found',
    })
  })

  test('whose result was never heard still has a result for its handler', () => {
    const play = new Play(
      plan([run('restart', { as: 'restart', onError: [set('why', 'why', path('names', 'restart', 'error'))] })]),
    )
    play.fail('runRemediation', 'ssh-failed')
    expect(play.name('why')).toBe('ssh-failed happened')
  })

  test.each([
    ['timeout', 'late'],
    ['ssh-failed', 'broken'],
  ])('that fails by %s goes to its handler "%s"', (code, handler) => {
    const play = new Play(plan([run('restart', { onTimeout: [notify('late')], onError: [notify('broken')] })]))
    play.fail('runRemediation', code)
    expect(play.awaited()).toEqual([`notify ${handler}`])
  })

  test('that times out without a handler of its own for it goes to on error', () => {
    const play = new Play(plan([run('restart', { onError: [notify('broken')] })]))
    play.fail('runRemediation', 'timeout')
    expect(play.activity('notify').call.input).toMatchObject({
      message: { error: { code: 'timeout', step: 'restart' } },
    })
  })
})

const verifyAt = { start: 0, end: 0 }
const noIncident = { id: 'inc_1', count: 1, alerts: [], url: 'http://127.0.0.1:8000/incidents/inc_1' }

describe('verify', () => {
  const repair = plan([
    run('grow', { verify: { condition: isResolved, withinMs: 180_000 }, onError: [notify('human')] }),
    notify('after'),
  ])
  const acted = (): Play => {
    const play = new Play(repair)
    play.answer('runRemediation', repaired())
    return play
  }

  test('asks the engine to watch, with the deadline', () => {
    const play = acted()
    expect(play.activity('watchCondition').call.input).toMatchObject({
      condition: isResolved,
      deadline: play.now + 180_000,
    })
    expect(play.timer()).toMatchObject({ ms: 180_000 })
  })
  test('holds at once', () => {
    const play = acted()
    play.answer('watchCondition', { holds: true, resolved: true })
    expect(play.awaited()).toEqual(['notify after'])
    expect(play.record('grow')).toMatchObject({ status: 'succeeded', detail: 'verified' })
    // It waited for the alert to be over, so it may say that it is.
    expect(play.activity('notify').call.input).toMatchObject({ after_resolve: true })
  })
  test.each([
    ['at once', (play: Play) => play.answer('watchCondition', { holds: true, resolved: false })],
    ['later', (play: Play) => play.world({ kind: 'watch', watch: 'grow' })],
  ])('of something else that holds %s does not make messages go out after the incident is over', (_when, hold) => {
    const play = acted()
    hold(play)
    expect(play.activity('notify').call.input).toMatchObject({ after_resolve: false })
  })
  test('holds later, after the incident was resolved: the run may tell of it', () => {
    const play = acted()
    play.answer('watchCondition', { holds: false, resolved: false })
    play.world({ kind: 'resolved' })
    play.world({ kind: 'watch', watch: 'grow' })
    expect(play.activity('notify').call.input).toMatchObject({ after_resolve: true })
  })
  test('holds later, when the engine says so', () => {
    const play = acted()
    play.answer('watchCondition', { holds: false, resolved: false })
    expect(play.shown().waiting_for).toBe('the verification of “grow” until 2026-03-02T03:13:00Z')
    play.world({ kind: 'watch', watch: 'another' })
    expect(play.awaited()).toEqual(['timer grow.verify'])
    play.world({ kind: 'watch', watch: 'grow' })
    expect(play.awaited()).toEqual(['notify after'])
  })
  test('does not hold in time: the step fails and is not tried again', () => {
    const play = acted()
    play.answer('watchCondition', { holds: false, resolved: false })
    play.elapse()
    expect(play.activity('notify').call.input).toMatchObject({
      step: 'human',
      message: {
        error: {
          code: 'verify-failed',
          message: 'The action succeeded, but this did not become true within 3m: alert.status == "resolved"',
        },
      },
    })
    play.answer('notify', sent())
    expect(play.awaited()).toEqual(['notify after'])
  })
  test('that was given up is not taken up by a late answer', () => {
    const play = acted()
    play.elapse()
    expect(play.awaited()).toEqual(['watchCondition grow.watch', 'notify human'])
    expect(play.answer('watchCondition', { holds: true, resolved: true })).toEqual([])
    expect(play.record('grow')).toMatchObject({ status: 'failed' })
  })
  test('of results is decided at once, without the engine', () => {
    const verify = { condition: equal(path('names', 'job', 'exit_code'), 0), withinMs: 60_000 }
    const play = new Play(plan([run('job', { as: 'job', verify })]))
    play.answer('runRemediation', repaired({ exit_code: 3 }))
    expect(play.record('job')).toMatchObject({ status: 'failed' })
    expect(play.effects.some((effect) => effect.kind === 'timer')).toBe(false)
  })
  /** The run of the test begins at 03:10 UTC on a Monday. */
  const window = (from: number, to: number) =>
    ({
      kind: 'during',
      name: 'nightly',
      window: { zone: 'UTC', spans: [{ days: [1], from, to }], except: [] },
      at: verifyAt,
    }) as const
  const minutes = 60_000

  test('of a window that opens in time is looked at when it opens', () => {
    const verify = { condition: window(200, 230), withinMs: 60 * minutes }
    const play = new Play(plan([run('job', { verify }), notify('after')]))
    play.answer('runRemediation', repaired())
    expect(play.timer('job.verify')).toMatchObject({ ms: 10 * minutes })
    play.elapse()
    expect(play.record('job')).toMatchObject({ status: 'succeeded', detail: 'verified' })
    expect(play.awaited()).toEqual(['notify after'])
  })
  test('of a window that opens too late fails when the time is over', () => {
    const play = new Play(plan([run('job', { verify: { condition: window(200, 230), withinMs: 5 * minutes } })]))
    play.answer('runRemediation', repaired())
    expect(play.timer('job.verify')).toMatchObject({ ms: 5 * minutes })
    play.elapse()
    expect(play.record('job')).toMatchObject({
      status: 'failed',
      detail: 'verify-failed: The action succeeded, but this did not become true within 5m: during nightly',
    })
  })
  test('of a window and live facts reads them when the window opens, and goes on to wait', () => {
    const condition = { kind: 'and', parts: [isResolved, window(200, 230)], at: verifyAt } as const
    const play = new Play(plan([run('job', { verify: { condition, withinMs: 60 * minutes } })]))
    play.answer('runRemediation', repaired())
    play.answer('watchCondition', { holds: false, resolved: false })
    play.elapse()
    expect(play.awaited()).toEqual(['readIncident job.read'])
    play.answer('readIncident', { alert: null, incident: noIncident, run: null, acknowledged: false, resolved: false })
    expect(play.timer('job.verify')).toMatchObject({ ms: 30 * minutes })
    play.world({ kind: 'watch', watch: 'job' })
    expect(play.record('job')).toMatchObject({ status: 'succeeded', detail: 'verified' })
  })
  test('is given up with the run, and the engine may forget', () => {
    const play = acted()
    play.answer('watchCondition', { holds: false, resolved: false })
    play.world({ kind: 'cancel', by: '@kim' })
    expect(play.awaited()).toEqual(['unwatchCondition grow.unwatch'])
    play.answer('unwatchCondition', undefined)
    expect(play.finish()).toMatchObject({ outcome: 'cancelled', message: 'cancelled by @kim' })
  })
})

describe('the pause between attempts', () => {
  const retry = { times: 9, backoffMs: 1_000, maxMs: 10_000 }
  test.each([
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [5, 10_000],
    [900, 10_000],
  ])('after attempt %i is at most %i ms and at least four fifths of it', (failed, most) => {
    const ms = pauseMs(retry, 'page', failed, null)
    expect(ms).toBeLessThanOrEqual(most)
    expect(ms).toBeGreaterThanOrEqual(most * 0.8)
  })
  test.each(['then.0', 'then.1.timeout.0', 'page'])(
    '%s: a message that says nothing is tried for four to five minutes (D103)',
    (id) => {
      const pauses = Array.from({ length: messageRetry.times }, (_, at) => pauseMs(messageRetry, id, at + 1, null))
      const sum = pauses.reduce((all, one) => all + one, 0)
      expect(sum).toBeGreaterThanOrEqual(4 * 60_000)
      expect(sum).toBeLessThanOrEqual(5 * 60_000)
      expect(pauses[0]).toBeLessThanOrEqual(10_000)
    },
  )
  test('is never shorter than the receiver asked', () => {
    expect(pauseMs(retry, 'page', 1, 30_000)).toBe(30_000)
  })
  test('differs between steps that failed together', () => {
    expect(new Set(['a', 'b', 'c', 'd'].map((id) => pauseMs(retry, id, 4, null))).size).toBeGreaterThan(1)
  })
})
