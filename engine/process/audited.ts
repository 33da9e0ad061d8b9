import { Counter, type Registry } from 'prom-client'
import { matchAudit } from '../matching/audit.ts'
import type { Log } from '../observability/log.ts'
import type { PipelineParts } from '../pipeline/index.ts'

/**
 * The second opinion on a share of live decisions (D21): told after each commit, decided later; a disagreement is logged and
 * counted, and `tocsin doctor` shows it.
 */
export function audited(share: number, log: Log, registry: Registry): NonNullable<PipelineParts['onDecided']> {
  const audit = matchAudit({
    share,
    onDisagreement: (found) => {
      disagreed.inc()
      log.error({ found }, 'audit disagreement: the matcher and json-rules-engine decided differently')
    },
  })
  const disagreed = new Counter({
    name: 'tocsin_match_audit_disagreements_total',
    help: 'Decisions of which json-rules-engine thinks otherwise. Above 0: a fault of ours.',
    registers: [registry],
  })
  new Counter({
    name: 'tocsin_match_audit_decisions_total',
    help: 'Decisions that json-rules-engine has decided again.',
    registers: [registry],
    collect() {
      this.reset()
      this.inc(audit.decided())
    },
  })
  return ({ facts, rules, matched }) => audit.observe(rules.plans, facts, matched)
}
