/** What starts a rule. */
import type { PlanTrigger } from '../model/plan.ts'
import type * as ast from '../syntax/ast.ts'
import { compileCondition } from './conditions.ts'
import { withoutCounts } from './counts.ts'
import { compileRootPath } from './expressions.ts'
import type { Scope } from './scope.ts'
import { plainText } from './windows.ts'

export function compileTrigger(trigger: ast.Trigger, scope: Scope): PlanTrigger {
  const plain = (condition: ast.Expr) => withoutCounts(compileCondition(condition, scope), scope)
  switch (trigger.kind) {
    case 'alert':
    case 'manual':
      return { kind: trigger.kind }
    case 'every':
      return { kind: 'every', everyMs: trigger.every.ms }
    case 'cron':
      return { kind: 'cron', cron: plainText(trigger.cron), zone: plainText(trigger.zone) }
    case 'webhook':
      return { kind: 'webhook', name: plainText(trigger.name) }
    case 'absence': {
      const by = trigger.by.map(compileRootPath)
      return { kind: 'absence', of: plain(trigger.of), forMs: trigger.for.ms, by }
    }
    case 'sequence':
      return {
        kind: 'sequence',
        withinMs: trigger.within.ms,
        by: trigger.by.map(compileRootPath),
        parts: trigger.events.map(({ kind, name, where }) => ({ kind, name: name.text, where: plain(where) })),
      }
  }
}
