/** Rows as facts: what conditions and messages read. */
import { factsOfDecision } from '../../dsl/correlate/decide.ts'
import { statusOf } from '../../dsl/correlate/status.ts'
import type { AlertFacts, Facts } from '../../dsl/model/facts.ts'
import type { Plan } from '../../dsl/model/plan.ts'
import type { AlertRow } from '../store/rows.ts'

export const alertFacts = (row: AlertRow): AlertFacts => ({
  id: row.id,
  source: row.source,
  name: row.name,
  title: row.title,
  description: row.description,
  url: row.url,
  severity: row.severity,
  status: statusOf(row.state, row.muted_by),
  tags: row.tags,
  value: row.value,
  started_at: row.started_at.getTime(),
  ended_at: row.ended_at?.getTime() ?? null,
  received_at: row.received_at.getTime(),
  count: row.count,
  fingerprint: row.fingerprint,
  labels: row.labels,
  metadata: row.metadata,
})

/** What `when`, `suppress when` and `group by` of a rule see of one alert. */
export const decisionFacts = (alert: AlertFacts, meta: Plan['meta'], now: Date): Facts =>
  factsOfDecision(alert, meta, now.getTime())
