/** Whether what a test expects is so, by everything that happened until then, and why not. */

import { evaluate } from '../compile/evaluate.ts'
import { explain } from '../compile/explain.ts'
import { valueOf } from '../compile/value-of.ts'
import type { Facts } from '../model/facts.ts'
import { pathText } from '../model/path-text.ts'
import { type Plan, startsOnAlert } from '../model/plan.ts'
import { factsOfAlert } from './alert.ts'
import { clauseLines, type Decided, explainRule } from './explained.ts'
import type { Fact } from './test-script.ts'
import type { Entry, Sent } from './trace.ts'
import type { World } from './world.ts'

export interface Verdict {
  readonly holds: boolean
  /** One sentence: what was so instead. */
  readonly instead: string
  /** More about it, line by line. */
  readonly details: readonly string[]
}

/** @param plans the rules of the world, in deciding order */
export function verdictOn(fact: Fact, world: World, plans: readonly Plan[]): Verdict {
  switch (fact.kind) {
    case 'matched':
      return matched(fact.rule, world, plans)
    case 'suppressed':
    case 'throttled':
    case 'deduped':
      return decidedAs(fact.kind, world)
    case 'inhibited':
      return muted('inhibited', 'inhibit:', world)
    case 'muted':
      return muted('muted', '', world)
    case 'running': {
      const open = world.runs.filter((run) => !run.ended).map((run) => `"${run.plan.rule.name}"`)
      return plain(open.length > 0, open.length > 0 ? `running: ${open.join(', ')}` : 'no run is open')
    }
    case 'grouped with':
      return grouped(fact.by, world)
    case 'notify': {
      const sent = messages(world, 'notify')
      const all = sent.filter(({ via }) => fact.via === null || via.includes(fact.via))
      return plain(all.some(reaches(fact.target)), list('notified', sent.map(reached)))
    }
    case 'escalate': {
      const sent = messages(world, 'escalate')
      return plain(sent.some(reaches(fact.target)), list('escalated to', sent.map(reached)))
    }
    case 'ran': {
      const ran = of(world, 'action')
      const holds = ran.some(({ name, step }) => name === fact.name || step === fact.name)
      return plain(
        holds,
        list(
          'ran',
          ran.map(({ name }) => name),
        ),
      )
    }
    case 'ticket': {
      const tickets = of(world, 'ticket')
      const told = tickets.map(({ action, key }) => `${action} ${key}`)
      return plain(
        tickets.some(({ action }) => action === fact.action),
        list('tickets', told),
      )
    }
    case 'end': {
      const wanted = fact.outcome === 'ok' ? 'succeeded' : 'failed'
      const ended = of(world, 'run').flatMap((entry) => (entry.what === 'ended' ? [entry] : []))
      const open = world.runs.filter((run) => !run.ended).map(({ plan }) => `"${plan.rule.name}" still runs`)
      const told = ended.map(({ rule, outcome }) => `"${rule}" ${outcome}`)
      return plain(
        ended.some(({ outcome }) => outcome === wanted),
        list('ends', [...told, ...open]),
      )
    }
    case 'compare': {
      const facts = factsNow(world)
      const { condition } = fact
      const lines = clauseLines(condition, explain(condition, facts))
      return { holds: evaluate(condition, facts), instead: lines[0]?.slice(2) ?? '', details: [] }
    }
  }
}

const plain = (holds: boolean, instead: string): Verdict => ({ holds, instead, details: [] })
const list = (what: string, all: readonly string[]): string => `${what}: ${[...new Set(all)].join(', ') || 'none'}`

const of = <K extends Entry['kind']>({ trace }: World, kind: K): readonly Extract<Entry, { kind: K }>[] =>
  trace.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind)

const messages = (world: World, what: Sent['what']) => of(world, 'message').filter((message) => message.what === what)
const reaches =
  (target: string) =>
  ({ targets, people }: Sent): boolean =>
    targets.includes(target) || people.includes(target)
const reached = ({ targets, people, via }: Sent): string => {
  const others = people.filter((person) => !targets.includes(person))
  return `${targets.join(', ')}${others.length > 0 ? ` = ${others.join(', ')}` : ''}${via.length > 0 ? ` via ${via.join(', ')}` : ''}`
}

function matched(rule: string, world: World, plans: readonly Plan[]): Verdict {
  const plan = plans.find((one) => one.rule.name === rule)
  const asked = of(world, 'decided')
  const holds = asked.some(({ decisions }) =>
    decisions.rules.some((one) => one.plan.rule.name === rule && one.outcome === 'takes'),
  )
  if (holds) return plain(true, `"${rule}" took an alert`)
  if (of(world, 'run').some((entry) => entry.what === 'started' && entry.rule === rule))
    return plain(true, `"${rule}" was started`)
  if (plan && !startsOnAlert(plan)) return plain(false, whyNotStarted(plan, world))
  if (asked.length === 0) return plain(false, 'no firing alert was given')
  if (!plan) return plain(false, `there is no rule "${rule}"`)
  // The alert that came nearest says most.
  const nearest = asked.toSorted((a, b) => falseClauses(plan, a) - falseClauses(plan, b))[0] ?? asked[0]
  return nearest ? why(plan, nearest) : plain(false, 'no firing alert was given')
}

function whyNotStarted({ rule: { name }, when }: Plan, world: World): string {
  const asked = of(world, 'triggered').some((entry) => entry.rule === name)
  if (!asked) return `nothing started "${name}"`
  return `"${name}" was called upon, but ${when ? 'its `when` does not hold, or something holds it back' : 'something holds it back'}`
}

function falseClauses(plan: Plan, decided: Decided): number {
  const { when } = explainRule(plan, decided)
  if (when === null) return 0
  return when.parts.length > 0 ? when.parts.filter(({ holds }) => !holds).length : when.holds ? 0 : 1
}

function why(plan: Plan, decided: Decided): Verdict {
  const { outcome, when, suppress, stoppedBy } = explainRule(plan, decided)
  const name = decided.facts.alert?.name ?? ''
  const ofWhen = plan.when && when ? clauseLines(plan.when, when) : []
  switch (outcome) {
    case 'suppressed':
      return {
        holds: false,
        instead: `"${plan.rule.name}" was suppressed for ${name}`,
        details: plan.suppress.flatMap((condition, index) => {
          const explained = suppress[index]
          return explained ? clauseLines(condition, explained) : []
        }),
      }
    case 'deduped':
      return plain(false, `"${plan.rule.name}" gave ${name} to its last incident, by its dedup`)
    case 'throttled':
      return plain(false, `"${plan.rule.name}" was throttled for ${name}`)
    case 'not_asked':
      return plain(false, `it was not asked about ${name}: "${stoppedBy}" stops processing`)
    default:
      return { holds: false, instead: `its condition did not hold for ${name}`, details: ofWhen }
  }
}

function decidedAs(wanted: 'suppressed' | 'throttled' | 'deduped', world: World): Verdict {
  const rules = of(world, 'decided').flatMap(({ decisions }) =>
    decisions.rules.flatMap(({ plan, outcome }) => (outcome === wanted ? [`"${plan.rule.name}"`] : [])),
  )
  return plain(rules.length > 0, list(wanted, rules))
}

/** @param by what mutes begins with this */
function muted(word: string, by: string, world: World): Verdict {
  const alerts = of(world, 'mute').filter((entry) => entry.by.some((one) => one.startsWith(by)))
  return plain(
    alerts.length > 0,
    list(
      word,
      alerts.map(({ name }) => name),
    ),
  )
}

/** Some incident has several alerts, and they agree on all of these paths. */
function grouped(by: Plan['group']['by'], world: World): Verdict {
  const shown = by.map(pathText).join(', ')
  const sizes = world.incidents.all.map((incident) => {
    const alerts = world.incidents.alertsOf(incident)
    const keys = alerts.map((alert) =>
      JSON.stringify(by.map((path) => valueOf(path, { ...nothing, alert: factsOfAlert(alert) }) ?? '')),
    )
    return { rule: incident.plan.rule.name, size: alerts.length, agree: new Set(keys).size === 1 }
  })
  const holds = sizes.some(({ size, agree }) => size > 1 && agree)
  const told = sizes.map(({ rule, size, agree }) => {
    const count = `${size} ${size === 1 ? 'alert' : 'alerts'}`
    return `incident of "${rule}" with ${count}${agree ? '' : ` that differ in ${shown}`}`
  })
  return plain(holds, told.join(', ') || 'no incident opened')
}

const nothing: Facts = { alert: null, incident: null, meta: {}, names: {}, run: null, error: null, now: 0 }

/** What a comparison reads: the newest run with its variables, else the newest alert. */
function factsNow(world: World): Facts {
  const now = world.clock.now
  const run = world.runs.at(-1)
  if (run) {
    const { alert, incident, run: own } = world.read(run)
    return { ...nothing, alert, incident, run: own, meta: run.plan.meta, names: run.state.names, now }
  }
  const last = of(world, 'alert').at(-1)
  const alert = last && world.alerts.get(last.alert)
  return { ...nothing, alert: alert ? factsOfAlert(alert) : null, now }
}
