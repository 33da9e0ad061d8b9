import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WorldEvent } from '../../../dsl/model/activity.ts'
import { advance, begin, type CallName, type Calls, type Effect, type RunEvent } from '../../../dsl/run/index.ts'
import { anyPlan } from './any-plan.ts'
import { anyRule } from './any-rule.ts'
import { input } from './plans.ts'
import { repaired, sent, skipped } from './play.ts'

const news = fc.oneof(
  fc.constantFrom(
    { kind: 'acknowledged', by: '@kim' } as const,
    { kind: 'unacknowledged', reason: 'severity' } as const,
    { kind: 'resolved' } as const,
    { kind: 'unmuted' } as const,
    { kind: 'joined', alert_id: 'alert_2' } as const,
    { kind: 'joined', alert_id: 'alert_3', also: ['alert_4'], severity: 'critical' } as const,
    { kind: 'severity_raised', severity: 'critical' } as const,
    { kind: 'watch', watch: 'then.0' } as const,
    { kind: 'cancel', by: '@kim' } as const,
    { kind: 'cancel', by: '@kim', undo: true } as const,
    { kind: 'decided', step: 'then.1', approved: true, by: '@a', comment: null } as const,
    { kind: 'decided', step: 'then.1', approved: false, by: '@a', comment: null } as const,
    { kind: 'watch', watch: 'then.1' } as const,
  ),
)
/** One choice of the world: which open thing answers next and how, or what happens, or what is told again. */
const choice = fc.record({
  pick: fc.nat({ max: 9 }),
  how: fc.constantFrom('well', 'well', 'muted', 'skipped', 'error', 'final', 'timeout'),
  news: fc.option(news, { freq: 3 }),
  again: fc.boolean(),
})

const muted = { ...skipped('silenced'), status: 'muted' as const }

const answers: { readonly [N in CallName]: (how: string) => Calls[N]['result'] } = {
  notify: (how) => (how === 'skipped' ? skipped('resolved') : how === 'muted' ? muted : sent()),
  escalate: (how) => (how === 'skipped' ? { ...skipped('resolved'), level: 0 } : { ...sent(), level: 2 }),
  runRemediation: (how) => (how === 'skipped' ? { ...repaired(), ...skipped('resolved') } : repaired()),
  sendUpdate: () => sent(),
  unwatchCondition: () => undefined,
  expireAck: () => undefined,
  addNote: () => undefined,
  watchCondition: (how) => ({ holds: how === 'skipped', resolved: how === 'skipped' }),
  requestHttp: () => ({ status: 200, headers: {}, body: null }),
  changeTicket: () => ({ system: 'jira', key: 'A-1', url: null }),
  askApproval: () => ({ status: 'sent' as const, reason: null, deliveries: [] }),
  readIncident: () => ({
    alert: null,
    incident: { id: 'inc_1', count: 1, alerts: [], url: '' },
    run: null,
    acknowledged: false,
    resolved: false,
  }),
}

test.each([
  ['plain ladders', anyPlan],
  ['the whole language', anyRule],
])(
  'any run of %s, whatever happens in whatever order, ends; nothing is done after; each event counts once',
  (_what, plans) => {
    fc.assert(
      fc.property(plans, fc.array(choice, { maxLength: 60 }), (made, choices) => {
        let now = 0
        let state = begin(made, input)
        let closedAt: number | null = null
        const open = new Map<number, Effect>()
        const told: RunEvent[] = []
        const effects: Effect[] = []
        const tell = (event: RunEvent) => {
          const before = state
          const [next, done] = advance(made, state, event)
          // The same question has the same answer, and state is JSON and nothing more.
          expect(advance(made, JSON.parse(JSON.stringify(before)), event)[1]).toEqual(done)
          state = JSON.parse(JSON.stringify(next))
          if (closedAt !== null) expect(done).toEqual([])
          if (state.phase === 'ended') closedAt ??= effects.length
          if ('no' in event) open.delete(event.no)
          told.push(event)
          for (const effect of done) {
            effects.push(effect)
            if (effect.kind === 'cancel' && open.get(effect.no)?.kind === 'timer') open.delete(effect.no)
            else if ('no' in effect && effect.kind !== 'cancel') open.set(effect.no, effect)
          }
        }
        const settle = (effect: Effect, how: string) => {
          if (effect.kind === 'timer') {
            now += effect.ms
            return tell({ kind: 'elapsed', at: now, no: effect.no })
          }
          if (effect.kind === 'finish')
            return tell({ kind: 'closed', at: now, no: effect.no, result: { closed: true } })
          if (effect.kind !== 'activity') return
          const { name } = effect.call
          if (how === 'well' || how === 'skipped' || how === 'muted') {
            const answer = { name, result: answers[name](how) } as never
            return tell({ kind: 'answered', at: now, no: effect.no, answer })
          }
          const code = how === 'timeout' ? 'timeout' : 'DeliveryError'
          const failure = { code, message: 'broken', final: how === 'final', retryAfterMs: null }
          return tell({ kind: 'failed', at: now, no: effect.no, failure })
        }

        tell({ kind: 'started', at: now })
        choices.forEach((made, index) => {
          if (made.news)
            tell({ kind: 'world', at: now, event: { ...made.news, id: `e${index}`, at: now } as WorldEvent })
          const event = told[made.pick % told.length]
          if (made.again && event) tell(event)
          const effect = [...open.values()][made.pick % Math.max(open.size, 1)]
          if (effect) settle(effect, made.how)
        })
        // From here on the world answers, one thing after the other.
        for (let turns = 0; open.size > 0; turns++) {
          expect(turns).toBeLessThan(2_000)
          const [effect] = open.values()
          if (effect) settle(effect, 'well')
        }

        expect(state.phase).toBe('ended')
        expect(new Set(state.seen).size).toBe(state.seen.length)
        const nos = effects.flatMap((effect) => ('no' in effect && effect.kind !== 'cancel' ? [effect.no] : []))
        expect(new Set(nos).size).toBe(nos.length)
        const seqs = effects.flatMap((effect) => (effect.kind === 'record' ? [effect.record.seq] : []))
        expect(seqs).toEqual(seqs.map((_, index) => index + 1))
        const unfinished = Object.values(state.records).filter(({ status }) =>
          ['pending', 'running', 'waiting'].includes(status),
        )
        expect(unfinished).toEqual([])
        expect(Object.keys(state.frames)).toEqual([])
      }),
      { numRuns: 400 },
    )
  },
)
