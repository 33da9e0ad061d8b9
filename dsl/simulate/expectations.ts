/** Whether what a test expects is so, by everything that happened until then, and why not. */

import { evaluate } from '../compile/evaluate.ts'
import { explain } from '../compile/explain.ts'
import { valueOf } from '../compile/value-of.ts'
import type { Facts } from '../model/facts.ts'
import { pathText } from '../model/path-text.ts'
import { type Plan, startsOnAlert } from '../model/plan.ts'
import { durationText } from '../model/value-text.ts'
import { factsOfAlert } from './alert.ts'
import { clauseLines, type Decided, explainRule } from './explained.ts'
import type { Expected, Fact, Since } from './test-script.ts'
import type { Entry, Sent } from './trace.ts'
import type { World } from './world.ts'

export interface Verdict {
  readonly holds: boolean
  /** One sentence: what was so instead. */
  readonly instead: string
  /** More about it, line by line. */
  readonly details: readonly string[]
}

/** What an expectation looks at: of the trace perhaps only the end. */
export interface Seen {
  readonly world: World
  readonly trace: readonly Entry[]
}

/** @param plans the rules of the world, in deciding order */
export function verdictOn({ fact, times, since }: Expected, seen: Seen, plans: readonly Plan[]): Verdict {
  const { count, instead, details } = found(fact, seen, plans)
  const told = since === null ? instead : `${sinceText(since)}: ${instead}`
  if (times === null) return { holds: count > 0, instead: told, details }
  return { holds: count === times, instead: `${timesText(count)}; ${told}`, details }
}

const timesText = (count: number): string => (count === 1 ? 'it was 1 time' : `it was ${count} times`)
const sinceText = (since: Since): string => ('ms' in since ? `in the last ${durationText(since.ms)}` : 'since then')

/** How often it was so, and what was so instead. */
interface Found {
  readonly count: number
  readonly instead: string
  readonly details: readonly string[]
}

function found(fact: Fact, seen: Seen, plans: readonly Plan[]): Found {
  const { world, trace } = seen
  switch (fact.kind) {
    case 'matched':
      return matched(fact.rule, trace, plans)
    case 'suppressed':
    case 'throttled':
    case 'deduped':
      return decidedAs(fact.kind, trace)
    case 'inhibited':
      return muted('inhibited', 'inhibit:', trace)
    case 'muted':
      return muted('muted', '', trace)
    case 'running': {
      const open = world.runs.filter((run) => !run.ended).map((run) => `"${run.plan.rule.name}"`)
      return plain(open.length, open.length > 0 ? `running: ${open.join(', ')}` : 'no run is open')
    }
    case 'grouped with':
      return grouped(fact.by, world)
    case 'notify': {
      const sent = messages(trace, 'notify')
      const all = sent.filter(({ via }) => fact.via === null || via.includes(fact.via))
      return plain(all.filter(reaches(fact.target)).length, list('notified', sent.map(reached)))
    }
    case 'escalate': {
      const sent = messages(trace, 'escalate')
      return plain(sent.filter(reaches(fact.target)).length, list('escalated to', sent.map(reached)))
    }
    case 'ran': {
      const ran = of(trace, 'action')
      const all = ran.filter(({ name, step }) => name === fact.name || step === fact.name)
      return plain(
        all.length,
        list(
          'ran',
          ran.map(({ name }) => name),
        ),
      )
    }
    case 'ticket': {
      const tickets = of(trace, 'ticket')
      const told = tickets.map(({ action, key }) => `${action} ${key}`)
      return plain(tickets.filter(({ action }) => action === fact.action).length, list('tickets', told))
    }
    case 'end': {
      const wanted = fact.outcome === 'ok' ? 'succeeded' : 'failed'
      const ended = of(trace, 'run').flatMap((entry) => (entry.what === 'ended' ? [entry] : []))
      const open = world.runs.filter((run) => !run.ended).map(({ plan }) => `"${plan.rule.name}" still runs`)
      const told = ended.map(({ rule, outcome }) => `"${rule}" ${outcome}`)
      return plain(ended.filter(({ outcome }) => outcome === wanted).length, list('ends', [...told, ...open]))
    }
    case 'compare': {
      const facts = factsNow(world)
      const { condition } = fact
      const lines = clauseLines(condition, explain(condition, facts))
      return plain(evaluate(condition, facts) ? 1 : 0, lines[0]?.slice(2) ?? '')
    }
  }
}

const plain = (count: number, instead: string): Found => ({ count, instead, details: [] })
const list = (what: string, all: readonly string[]): string => `${what}: ${[...new Set(all)].join(', ') || 'none'}`

const of = <K extends Entry['kind']>(trace: readonly Entry[], kind: K): readonly Extract<Entry, { kind: K }>[] =>
  trace.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind)

const messages = (trace: readonly Entry[], what: Sent['what']) =>
  of(trace, 'message').filter((message) => message.what === what)
const reaches =
  (target: string) =>
  ({ targets, people }: Sent): boolean =>
    targets.includes(target) || people.includes(target)
const reached = ({ targets, people, via }: Sent): string => {
  const others = people.filter((person) => !targets.includes(person))
  return `${targets.join(', ')}${others.length > 0 ? ` = ${others.join(', ')}` : ''}${via.length > 0 ? ` via ${via.join(', ')}` : ''}`
}

function matched(rule: string, trace: readonly Entry[], plans: readonly Plan[]): Found {
  const plan = plans.find((one) => one.rule.name === rule)
  const asked = of(trace, 'decided')
  const taken = asked.filter(({ decisions }) =>
    decisions.rules.some((one) => one.plan.rule.name === rule && one.outcome === 'takes'),
  )
  if (taken.length > 0) return plain(taken.length, `"${rule}" took an alert`)
  const started = of(trace, 'run').filter((entry) => entry.what === 'started' && entry.rule === rule)
  if (started.length > 0) return plain(started.length, `"${rule}" was started`)
  const held = of(trace, 'held').findLast((one) => one.rule === rule)
  if (held) return { count: 0, instead: `"${rule}" ${held.reason}`, details: held.clauses }
  if (plan && !startsOnAlert(plan)) return plain(0, `nothing started "${rule}"`)
  if (asked.length === 0) return plain(0, 'no firing alert was given')
  if (!plan) return plain(0, `there is no rule "${rule}"`)
  // The alert that came nearest says most.
  const nearest = asked.toSorted((a, b) => falseClauses(plan, a) - falseClauses(plan, b))[0] ?? asked[0]
  return nearest ? why(plan, nearest) : plain(0, 'no firing alert was given')
}

function falseClauses(plan: Plan, decided: Decided): number {
  const { when } = explainRule(plan, decided)
  if (when === null) return 0
  return when.parts.length > 0 ? when.parts.filter(({ holds }) => !holds).length : when.holds ? 0 : 1
}

function why(plan: Plan, decided: Decided): Found {
  const { outcome, when, suppress, stoppedBy } = explainRule(plan, decided)
  const name = decided.facts.alert?.name ?? ''
  const ofWhen = plan.when && when ? clauseLines(plan.when, when) : []
  switch (outcome) {
    case 'suppressed':
      return {
        count: 0,
        instead: `"${plan.rule.name}" was suppressed for ${name}`,
        details: plan.suppress.flatMap((condition, index) => {
          const explained = suppress[index]
          return explained ? clauseLines(condition, explained) : []
        }),
      }
    case 'deduped':
      return plain(0, `"${plan.rule.name}" gave ${name} to its last incident, by its dedup`)
    case 'throttled':
      return plain(0, `"${plan.rule.name}" was throttled for ${name}`)
    case 'not_asked':
      return plain(0, `it was not asked about ${name}: "${stoppedBy}" stops processing`)
    default:
      return { count: 0, instead: `its condition did not hold for ${name}`, details: ofWhen }
  }
}

function decidedAs(wanted: 'suppressed' | 'throttled' | 'deduped', trace: readonly Entry[]): Found {
  const rules = trace.flatMap((entry) => {
    if (entry.kind === 'held') return entry.by === wanted ? [`"${entry.rule}"`] : []
    if (entry.kind !== 'decided') return []
    return entry.decisions.rules.flatMap(({ plan, outcome }) => (outcome === wanted ? [`"${plan.rule.name}"`] : []))
  })
  return plain(rules.length, list(wanted, rules))
}

/** @param by what mutes begins with this */
function muted(word: string, by: string, trace: readonly Entry[]): Found {
  const alerts = of(trace, 'mute').filter((entry) => entry.by.some((one) => one.startsWith(by)))
  return plain(
    alerts.length,
    list(
      word,
      alerts.map(({ name }) => name),
    ),
  )
}

/** Some incident has several alerts, and they agree on all of these paths. */
function grouped(by: Plan['group']['by'], world: World): Found {
  const shown = by.map(pathText).join(', ')
  const sizes = world.incidents.all.map((incident) => {
    const alerts = world.incidents.alertsOf(incident)
    const keys = alerts.map((alert) =>
      JSON.stringify(by.map((path) => valueOf(path, { ...nothing, alert: factsOfAlert(alert) }) ?? '')),
    )
    return { rule: incident.plan.rule.name, size: alerts.length, agree: new Set(keys).size === 1 }
  })
  const together = sizes.filter(({ size, agree }) => size > 1 && agree)
  const told = sizes.map(({ rule, size, agree }) => {
    const count = `${size} ${size === 1 ? 'alert' : 'alerts'}`
    return `incident of "${rule}" with ${count}${agree ? '' : ` that differ in ${shown}`}`
  })
  return plain(together.length, told.join(', ') || 'no incident opened')
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
  const last = of(world.trace, 'alert').at(-1)
  const alert = last && world.alerts.get(last.alert)
  return { ...nothing, alert: alert ? factsOfAlert(alert) : null, now }
}
