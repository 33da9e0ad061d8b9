/** A trace as people read it: a line for each thing that happened, with the virtual time. */

import type { StepRecord } from '../model/activity.ts'
import { literalText } from '../model/expression-text.ts'
import { localOf } from '../model/local-time.ts'
import type { Plan } from '../model/plan.ts'
import { durationText } from '../model/value-text.ts'
import { clauseLines, type Decided, type ExplainedRule, explainRules } from './explained.ts'
import type { Entry, Sent } from './trace.ts'

export interface TimelineOptions {
  /** When it began; times are shown from there too. */
  readonly start: number
  /** In which the clock is shown. */
  readonly zone: string
  /** With every rule's clauses and the whole text of messages; then the plans of the rule set. */
  readonly plans?: readonly Plan[]
  /** Only what reaches people or changes something, a line each. */
  readonly brief?: boolean
}

/** The lines, further ones of one happening indented. */
export function timeline(trace: readonly Entry[], options: TimelineOptions): readonly string[] {
  let before: string | null = null
  const told = trace.map((entry) => ({
    lines: options.brief ? briefLines(entry, options) : linesOf(entry, options),
    time: timeText(entry.at, options),
  }))
  const width = told.reduce(
    (most, { time, lines }) => (lines.length > 0 ? Math.max(most, time.length + 2) : most),
    narrowest,
  )
  return told.flatMap(({ lines, time }) => {
    return lines.map((line, index) => {
      const shown = index === 0 && time !== before ? time : ''
      if (index === 0) before = time
      return `${shown.padEnd(width)}${line}`
    })
  })
}

/** Columns of the clock, so that most traces stand alike. */
const narrowest = 32

/** One line, or none for what is only about how it came to it. */
function briefLines(entry: Entry, options: TimelineOptions): readonly string[] {
  if (entry.kind === 'decided')
    return entry.decisions.rules.some(({ outcome }) => outcome === 'takes') ? [] : ['no rule takes it']
  // A step counts that was to do something and did not.
  if (entry.kind === 'step' && !['failed', 'muted', 'skipped'].includes(entry.step.status)) return []
  if (entry.kind === 'http' && ['GET', 'HEAD'].includes(entry.method)) return []
  return linesOf(entry, options).slice(0, 1)
}

/** `Mon 2026-03-02 03:10:00 +16m`. */
export function timeText(at: number, { start, zone }: Pick<TimelineOptions, 'start' | 'zone'>): string {
  const local = new Date(localOf(at, zone))
  if (Number.isNaN(local.getTime())) return 'after the last day of all calendars'
  const day = days[local.getUTCDay()] ?? ''
  const since = at === start ? '' : ` +${durationText(at - start)}`
  return `${day} ${local.toISOString().slice(0, 19).replace('T', ' ')}${since}`
}
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

function linesOf(entry: Entry, options: TimelineOptions): readonly string[] {
  switch (entry.kind) {
    case 'alert': {
      const times = entry.count > 1 ? `, ${entry.count} times` : ''
      const by = entry.by === null ? '' : ` by ${entry.by}`
      return [`alert ${entry.what}${by}: ${entry.name} (${entry.severity}${times})`]
    }
    case 'decided':
      return decidedLines(entry, options.plans)
    case 'incident':
      return incidentLines(entry)
    case 'mute':
      return [
        entry.by.length > 0
          ? `${entry.name} is muted by ${entry.by.join(', ')}`
          : `${entry.name} is not muted any more`,
      ]
    case 'triggered':
      return [`rule "${entry.rule}" starts by ${entry.what}${entry.detail === null ? '' : `: ${entry.detail}`}`]
    case 'held': {
      const until = entry.until === null ? '' : `, until ${timeText(entry.until, options)}`
      return [`rule "${entry.rule}" ${entry.reason}${until}`, ...entry.clauses.map((line) => `    ${line}`)]
    }
    case 'run': {
      if (entry.what === 'started') return []
      return [`run of "${entry.rule}" ended: ${entry.outcome}${entry.message === null ? '' : `, ${entry.message}`}`]
    }
    case 'step':
      return stepLines(entry.step, options)
    case 'message':
      return messageLines(entry, options.plans !== undefined)
    case 'action': {
      const given = Object.entries(entry.parameters).map(([name, value]) => `${name}: ${literalText(value)}`)
      const { ok, error } = entry.result
      const result = entry.unmocked ? '' : ok ? ': ok' : `: failed${error === null ? '' : `, ${error}`}`
      return [`run ${entry.name}${given.length > 0 ? ` { ${given.join(', ')} }` : ''}${result}`]
    }
    case 'http':
      return [`${entry.method} ${entry.url}${entry.unmocked ? '' : `: ${entry.status}`}`]
    case 'ticket':
      return [`ticket ${entry.action} ${entry.key}: ${entry.text.title}`, ...textLines(entry.text)]
    case 'note':
      return [`note: ${entry.text}`]
  }
}

function incidentLines({ what, rule, detail }: Extract<Entry, { kind: 'incident' }>): readonly string[] {
  switch (what) {
    case 'opened':
      return [`incident of "${rule}" opened`]
    case 'joined':
      return [`alert joined the incident of "${rule}"`]
    case 'deduped':
      return [`alert was given to the last incident of "${rule}"`]
    case 'acknowledged':
      return [`incident of "${rule}" acknowledged by ${detail}`]
    case 'unacknowledged':
      return [`acknowledgement of "${rule}" taken back: ${detail}`]
    case 'severity raised':
      return [`severity of "${rule}" raised to ${detail}`]
    case 'resolved':
      return [`incident of "${rule}" resolved`]
    case 'closed':
      return []
  }
}

const outcomes: Readonly<Record<ExplainedRule['outcome'], string>> = {
  takes: 'takes it',
  suppressed: 'is suppressed',
  deduped: 'gives it to its last incident (dedup)',
  throttled: 'is throttled',
  already_taken: 'took it before',
  stops: 'took it before and stops lower rules',
  no_steps: 'matches and has no steps',
  not_matched: 'does not match',
  not_asked: 'is not asked',
  disabled: 'is disabled',
}

function decidedLines(decided: Decided, plans: readonly Plan[] | undefined): readonly string[] {
  if (plans === undefined) {
    const lines = decided.decisions.rules.map(({ plan, outcome }) => `rule "${plan.rule.name}" ${outcomes[outcome]}`)
    return lines.length > 0 ? lines : ['no rule matches']
  }
  return explainRules(plans, decided).flatMap((rule) => {
    const by = rule.stoppedBy === null ? '' : `: "${rule.stoppedBy}" stops processing`
    const head = `rule "${rule.rule}" (priority ${rule.priority}) ${outcomes[rule.outcome]}${by}`
    const plan = plans.find((one) => one.rule.name === rule.rule)
    if (!plan || rule.outcome === 'disabled' || rule.outcome === 'not_asked') return [head]
    const when = plan.when && rule.when ? clauseLines(plan.when, rule.when, '    ') : []
    const suppress = plan.suppress.flatMap((condition, at) => {
      const of = rule.suppress[at]
      return of ? ['    suppress when', ...clauseLines(condition, of, '      ')] : []
    })
    return [head, ...when, ...suppress]
  })
}

function stepLines(step: StepRecord, options: TimelineOptions): readonly string[] {
  const { kind, title, status, detail } = step
  switch (status) {
    case 'waiting':
      return [`${title}${step.waiting_until === null ? '' : `, until ${timeText(step.waiting_until, options)}`}`]
    case 'succeeded': {
      // What was sent or done has a line of its own.
      const silent =
        ['notify', 'escalate', 'update', 'end', 'if', 'http', 'ticket'].includes(kind) ||
        (kind === 'run' && detail === null)
      return silent ? [] : [detail === null ? title : `${title}: ${detail}`]
    }
    case 'running':
      return kind === 'if' ? armLines(step) : []
    case 'skipped':
      return [`${title} skipped: ${detail ?? ''}`]
    case 'failed':
    case 'cancelled':
    case 'muted':
      return [`${title} ${status}${detail === null ? '' : `: ${detail}`}`]
    default:
      return []
  }
}

/** Which arm was taken: the first is 1. */
function armLines({ title, result }: StepRecord): readonly string[] {
  const arm = typeof result === 'object' && result !== null && 'arm' in result ? result.arm : null
  return arm === null ? [] : [`${title}: ${typeof arm === 'number' ? `arm ${arm + 1}` : 'else'}`]
}

/** Why another level is told than the rule names. */
function otherLevel(level: number, wanted = level): string {
  if (wanted === level) return ''
  return level < wanted ? ` (there is no level ${wanted})` : ` (nobody is on call at level ${wanted})`
}

function messageLines({ what, targets, people, via, level, wanted, text }: Sent, whole: boolean): readonly string[] {
  const same = people.length === targets.length && people.every((person, index) => person === targets[index])
  const of = level === null ? '' : ` level ${level}${otherLevel(level, wanted)}`
  const to = `${targets.join(', ')}${of}${same ? '' : ` = ${people.join(', ')}`}`
  const by = via.length > 0 ? ` via ${via.join(', ')}` : ''
  const words = {
    approve: 'ask',
    notify: 'notify',
    escalate: 'escalate',
    update: 'update to',
    resolve: 'tell that it is over:',
    digest: 'tell what was throttled:',
  }
  const head = `${words[what]} ${to}${by}: ${text.title}`
  return whole ? [head, ...textLines(text)] : [head]
}

/** What it says below its title. */
function textLines({ body, fields }: Sent['text']): readonly string[] {
  const said = body.trim() === '' ? [] : body.trim().split('\n')
  return [...said, ...fields.map(({ name, value }) => `${name}: ${value}`)].map((line) => `    │ ${line}`.trimEnd())
}
