/** Whom a virtual world tells what, beside the steps: that it is over, and what was held back (D6, D88). */
import type { ReadResult } from '../model/activity.ts'
import { standardTitle } from '../model/page-text.ts'
import type { Plan } from '../model/plan.ts'
import type { Alerts } from './alert.ts'
import type { Clock } from './clock.ts'
import type { Incidents } from './incidents.ts'
import type { VirtualRun } from './run.ts'
import type { Entry, Sent } from './trace.ts'

export interface Telling {
  readonly clock: Clock
  readonly alerts: Alerts
  readonly incidents: Incidents
  readonly hear: (entry: Entry) => void
  read(run: VirtualRun): ReadResult
}

/** A message of a step went out; remembers who knows of the incident. */
export function told({ clock, incidents, hear }: Telling, run: VirtualRun, message: Sent, resolve: boolean): void {
  hear({ at: clock.now, ...message })
  const { told: known } = incidents.get(run.incidentId)
  for (const person of message.people) known.set(person, resolve || known.get(person) === true)
}

/** Everybody who was told hears that it is over, once, unless the step said `resolve: false` (D6). */
export function tellThatItIsOver(world: Telling, incidentIds: readonly string[]): void {
  const incidents = incidentIds.map((id) => world.incidents.get(id))
  const known = incidents.flatMap(({ told: all }) => [...all].flatMap(([who, resolve]) => (resolve ? [who] : [])))
  const people = [...new Set(known)]
  const [first] = incidents
  if (people.length === 0 || !first?.run) return
  const title = standardTitle(world.read(first.run), first.plan.rule.name, 'RESOLVED')
  say(world, 'resolve', first.plan, first.run.id, people, title, '')
}

/** Everybody whom the rule has told hears what its throttle held back, in one message (D88). */
export function tellThrottled(world: Telling, plan: Plan, alertIds: readonly string[]): void {
  const mine = world.incidents.all.filter((incident) => incident.plan === plan)
  const people = [...new Set(mine.flatMap(({ told: known }) => [...known.keys()]))]
  const names = alertIds.flatMap((id) => world.alerts.get(id)?.name ?? [])
  const title = `${plan.rule.name}: ${names.length} further ${names.length === 1 ? 'alert' : 'alerts'} held back`
  say(world, 'digest', plan, '', people, title, names.join('\n'))
}

const steps = { resolve: 'resolve_notice', digest: 'throttle' } as const

function say(
  { clock, hear }: Telling,
  what: keyof typeof steps,
  { rule }: Plan,
  run: string,
  people: readonly string[],
  title: string,
  body: string,
): void {
  hear({
    ...{ at: clock.now, kind: 'message', run, rule: rule.name, step: steps[what], what },
    ...{ targets: people, people, via: [], level: null, text: { title, body, fields: [] } },
  })
}
