import { valueOf } from '../compile/value-of.ts'
import { conditionText } from '../model/condition-text.ts'
import { pathText } from '../model/path-text.ts'
import type { Plan } from '../model/plan.ts'
import { isSeverity, type Severity } from '../model/severity.ts'
import { durationText, valueText } from '../model/value-text.ts'
import type { Absence } from './absences.ts'
import type { Arriving } from './alert.ts'

/** What Tocsin itself says of an event that stays away: its labels are the key. */
export function absenceEvent({ plan, trigger, key, learntFrom }: Absence, status: Arriving['status']): Arriving {
  const facts = { alert: learntFrom, incident: null, meta: {}, names: {}, run: null, error: null, now: 0 }
  const labels = trigger.by.map((path) => {
    const name = path.root === 'label' ? path.segments.join('.') : pathText(path)
    return [name, valueText(valueOf(path, facts))] as const
  })
  return {
    source: 'tocsin',
    fingerprint: JSON.stringify([plan.rule.id, key]),
    status,
    name: plan.rule.name,
    title: `Nothing for ${durationText(trigger.forMs)}: ${conditionText(trigger.of)}`,
    description: '',
    url: null,
    severity: severityOf(plan.meta),
    tags: [],
    labels: Object.fromEntries(labels.filter(([, value]) => value !== '')),
    metadata: {},
    value: null,
    started_at: null,
    ended_at: null,
  }
}

/** What the rule says of itself, or that it is worth a look. */
function severityOf({ severity }: Plan['meta']): Severity {
  return typeof severity === 'string' && isSeverity(severity) ? severity : 'warning'
}
