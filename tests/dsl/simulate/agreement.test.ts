/** A run in the simulator does what the interpreter does when a shell of its own drives it: the same effects, at the same time. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../../../dsl/compile/evaluate.ts'
import type { ReadResult, WatchInput, WorldEvent } from '../../../dsl/model/activity.ts'
import type { Plan } from '../../../dsl/model/plan.ts'
import { advance, begin, type Effect, type RunEvent } from '../../../dsl/run/index.ts'
import { readGiven } from '../../../dsl/simulate/given.ts'
import { World } from '../../../dsl/simulate/world.ts'
import { anyPlan } from '../run/any-plan.ts'
import { input } from '../run/plans.ts'
import { repaired, sent, skipped } from '../run/play.ts'

const start = Date.UTC(2026, 2, 2, 3, 10)

/** What people and sources do, and how long after the thing before. */
type Happening = { readonly after: number; readonly what: 'ack' | 'worse' | 'resolve' }
const happenings = fc.array(
  fc.record({
    after: fc.constantFrom(0, 500, 30_000, 60_000, 900_000, 1_800_000),
    what: fc.constantFrom('ack', 'ack', 'worse', 'resolve'),
  }),
  { maxLength: 5 },
) as fc.Arbitrary<readonly Happening[]>

// A rule without steps takes no alert.
const planWithSteps = anyPlan.filter(({ steps }) => steps.length > 0)

type Seen = readonly [at: number, what: string]

/** The part of an effect that must agree. */
function seen(at: number, effect: Effect): Seen {
  switch (effect.kind) {
    case 'record':
      return [at, `record ${effect.record.status} ${effect.record.steps.map(({ id, status }) => `${id}=${status}`)}`]
    case 'activity':
      return [at, `${effect.no} ${effect.call.name} ${effect.id} ${effect.title} ${effect.timeoutMs}`]
    case 'timer':
      return [at, `${effect.no} timer ${effect.id} ${effect.ms}`]
    case 'cancel':
      return [at, `cancel ${effect.no}`]
    case 'finish':
      return [
        at,
        `${effect.no} finish ${effect.outcome} ${effect.message} ${effect.report?.code} ${effect.seen.length}`,
      ]
  }
}

function simulated(plan: Plan, story: readonly Happening[], repairs: boolean): readonly Seen[] {
  const all: Seen[] = []
  const world = new World({ version: '', plans: [plan], schedules: {}, windows: {} }, start, {
    mocks: { restart_service: { ok: repairs } },
    onEffect: (_run, effect) => all.push(seen(world.clock.now, effect)),
  })
  const fire = (severity: string) => world.arrive(readGiven({ severity }, 'active', start).event)
  fire('warning')
  for (const { after, what } of story) {
    world.advanceTo(world.clock.now + after)
    const [incident] = world.incidents.all
    if (!incident || incident.resolved) break
    if (what === 'ack') world.acknowledge(incident, '@kim')
    if (what === 'worse') fire('critical')
    if (what === 'resolve') world.arrive(readGiven({}, 'resolved', start).event)
  }
  world.clock.drain()
  expect(world.runs.every((run) => run.ended)).toBe(true)
  return all
}

/** The same by a shell that knows nothing of the simulator: one incident of one alert, a list of what is due. */
function driven(plan: Plan, story: readonly Happening[], repairs: boolean): readonly Seen[] {
  const all: Seen[] = []
  const due: { at: number; no: number; work: () => void; timer: number | null }[] = []
  const incident = { acknowledged: false, resolved: false, severity: 'warning' as 'warning' | 'critical' }
  const signals: WorldEvent[] = []
  const watches: WatchInput[] = []
  let now = start
  let count = 0
  let state = begin(plan, { ...input, severity: 'warning' })

  const later = (at: number, work: () => void, timer: number | null = null) =>
    void due.push({ at, no: count++, work, timer })
  function pass(until: number): void {
    for (;;) {
      const [next] = due.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.no - b.no)
      if (!next) break
      due.splice(due.indexOf(next), 1)
      now = next.at
      next.work()
    }
    if (until !== Number.POSITIVE_INFINITY) now = until
  }
  function tell(event: RunEvent): void {
    const [next, effects] = advance(plan, state, event)
    // As on a continue-as-new.
    state = JSON.parse(JSON.stringify(next))
    for (const effect of effects) {
      all.push(seen(now, effect))
      perform(effect)
    }
  }
  function perform(effect: Effect): void {
    if (effect.kind === 'cancel') {
      const timer = due.findIndex(({ timer }) => timer === effect.no)
      if (timer >= 0) due.splice(timer, 1)
    }
    if (effect.kind === 'timer')
      later(now + effect.ms, () => tell({ kind: 'elapsed', at: now, no: effect.no }), effect.no)
    if (effect.kind === 'activity') later(now, () => answer(effect))
    if (effect.kind === 'finish')
      later(now, () => {
        const unseen = signals.filter(({ id }) => !effect.seen.includes(id))
        const result = unseen.length > 0 ? { closed: false as const, unseen } : { closed: true as const }
        tell({ kind: 'closed', at: now, no: effect.no, result })
      })
  }
  const live = (): ReadResult => {
    const { severity, resolved, acknowledged } = incident
    const status = resolved ? 'resolved' : acknowledged ? 'acknowledged' : 'active'
    const alert = { ...nobody, severity, status } as const
    return { alert, incident: { id: 'i', count: 1, alerts: [alert], url: '' }, run: null, acknowledged, resolved }
  }
  function answer({ no, call }: Effect & { kind: 'activity' }): void {
    const over = incident.resolved && !call.input.after_resolve
    const result = () => {
      switch (call.name) {
        case 'notify':
          return over ? skipped('resolved') : sent()
        case 'escalate':
          if (incident.resolved || incident.acknowledged) return { ...skipped('acknowledged'), level: 0 }
          return { ...sent(), level: 1 }
        case 'runRemediation':
          return over ? { ...repaired(), status: 'skipped', reason: 'resolved' } : repaired({ ok: repairs })
        case 'sendUpdate':
          return incident.resolved ? skipped('resolved') : sent()
        case 'readIncident':
          return live()
        case 'watchCondition': {
          const holds = holdsNow(call.input)
          if (!holds) watches.push(call.input)
          return { holds, resolved: incident.resolved }
        }
        case 'unwatchCondition':
          watches.splice(0, watches.length, ...watches.filter(({ step }) => step !== call.input.step))
          return undefined
        default:
          return undefined
      }
    }
    tell({ kind: 'answered', at: now, no, answer: { name: call.name, result: result() } as never })
  }
  const holdsNow = ({ condition, names, meta }: WatchInput): boolean => {
    const { alert, incident: facts } = live()
    return evaluate(condition, { alert, incident: facts, run: null, names, meta, error: null, now })
  }
  function signal(told: Record<string, unknown>): void {
    if (state.phase === 'ended') return
    const event = { id: `s${signals.length}`, at: now, ...told } as unknown as WorldEvent
    signals.push(event)
    later(now, () => tell({ kind: 'world', at: now, event }))
  }
  function happened(): void {
    for (const watch of [...watches]) {
      const isLate = watch.deadline <= now
      if (!isLate && !holdsNow(watch)) continue
      watches.splice(watches.indexOf(watch), 1)
      if (!isLate) signal({ kind: 'watch', watch: watch.step })
    }
    pass(now)
  }

  later(now, () => tell({ kind: 'started', at: now }))
  pass(now)
  for (const { after, what } of story) {
    pass(now + after)
    if (incident.resolved) break
    if (what === 'ack' && !incident.acknowledged) {
      incident.acknowledged = true
      signal({ kind: 'acknowledged', by: '@kim' })
    }
    if (what === 'worse' && incident.severity !== 'critical') {
      incident.severity = 'critical'
      if (incident.acknowledged) signal({ kind: 'unacknowledged', reason: 'worse' })
      incident.acknowledged = false
      signal({ kind: 'severity_raised', severity: 'critical' })
    }
    if (what === 'resolve') {
      incident.resolved = true
      signal({ kind: 'resolved' })
    }
    happened()
  }
  pass(Number.POSITIVE_INFINITY)
  expect(state.phase).toBe('ended')
  return all
}

const nobody = {
  ...{ id: 'a', source: 'test', name: 'test', title: 'test', description: '', url: null, tags: [], value: null },
  ...{ started_at: start, ended_at: null, received_at: start, count: 1, fingerprint: 'f', labels: {}, metadata: {} },
}

test('any plan in any story: the simulator and a shell of its own see the same effects at the same time', () => {
  const reached = { finished: 0, acks: 0, watches: 0 }
  fc.assert(
    fc.property(planWithSteps, happenings, fc.boolean(), (plan, story, repairs) => {
      const effects = simulated(plan, story, repairs)
      expect(effects).toEqual(driven(plan, story, repairs))
      if (effects.some(([, what]) => what.includes('finish'))) reached.finished++
      if (story.some(({ what }) => what === 'ack')) reached.acks++
      if (effects.some(([, what]) => what.includes('watchCondition'))) reached.watches++
    }),
    { numRuns: 10_000 },
  )
  // The property says something only if these are frequent.
  expect(Math.min(reached.finished, reached.acks, reached.watches)).toBeGreaterThan(200)
}, 120_000)
