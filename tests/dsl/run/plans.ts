/** Plans for tests, with the durations of a rule file's defaults unless a test says otherwise. */
import type { RunInput } from '../../../dsl/model/activity.ts'
import type { Condition, Expression } from '../../../dsl/model/expression.ts'
import type {
  EndStep,
  EscalateStep,
  IfStep,
  NotifyStep,
  Plan,
  PlanStep,
  RunStep,
  SetStep,
  SleepStep,
  WaitStep,
} from '../../../dsl/model/plan.ts'
import type { Value } from '../../../dsl/model/value.ts'

const at = { start: 0, end: 0 }
const retry = { times: 0, backoffMs: 1_000, maxMs: 60_000 }
const base = (id: string) => ({ id, title: id, as: null, onError: null })

type Change<S extends PlanStep> = Partial<Omit<S, 'kind' | 'id'>>

export const literal = (value: Value): Expression => ({ kind: 'literal', value })
export const text = (value: string): Expression => ({ kind: 'text', parts: [value] })
export const path = (root: (Expression & { kind: 'path' })['root'], ...segments: string[]) =>
  ({ kind: 'path', root, segments, at }) as const
export const equal = (left: Expression, value: Value): Condition => ({
  kind: 'compare',
  op: '==',
  left,
  right: literal(value),
  at,
})

export const notify = (id: string, change: Change<NotifyStep> = {}): NotifyStep => ({
  ...base(id),
  kind: 'notify',
  targets: [{ kind: 'handle', name: 'payments' }],
  via: [],
  using: null,
  with: {},
  timeoutMs: 30_000,
  retry,
  ...change,
})
export const escalate = (id: string, change: Change<EscalateStep> = {}): EscalateStep => ({
  ...base(id),
  kind: 'escalate',
  target: 'payments',
  level: null,
  via: [],
  using: null,
  with: {},
  timeoutMs: 30_000,
  retry,
  ...change,
})
export const wait = (id: string, what: WaitStep['for'], change: Change<WaitStep> = {}): WaitStep => ({
  ...base(id),
  kind: 'wait',
  for: what,
  upToMs: 900_000,
  onTimeout: null,
  ...change,
})
export const branch = (id: string, arms: IfStep['arms'], otherwise: readonly PlanStep[] = []): IfStep => ({
  ...base(id),
  kind: 'if',
  arms,
  otherwise,
})
export const set = (id: string, name: string | null, value: Expression): SetStep => ({
  ...base(id),
  kind: 'set',
  name,
  value,
})
export const sleep = (id: string, ms: number): SleepStep => ({ ...base(id), kind: 'sleep', ms })
export const run = (id: string, change: Change<RunStep> = {}): RunStep => ({
  ...base(id),
  kind: 'run',
  name: 'restart_service',
  with: {},
  timeoutMs: 300_000,
  retry,
  onTimeout: null,
  verify: null,
  ...change,
})
export const end = (id: string, outcome: EndStep['outcome'] = 'ok', message: string | null = null): EndStep => ({
  ...base(id),
  kind: 'end',
  outcome,
  message: message === null ? null : text(message),
})

export const plan = (steps: readonly PlanStep[], change: Partial<Plan> = {}): Plan => ({
  schema: 1,
  rule: { id: 'payments-abc123', name: 'Payments error rate', file: 'payments.rule', position: 0 },
  version: 'ruleset_1',
  meta: {},
  enabled: true,
  priority: 100,
  when: null,
  suppress: [],
  group: { by: [], withinMs: null, waitMs: 0 },
  stopProcessing: false,
  steps,
  onError: null,
  templates: {},
  ...change,
})

export const input = {
  schema: 1,
  installation: 'here',
  tenant: 'default',
  run_id: 'run_1',
  incident_id: 'inc_1',
  workflow_id: 'default/payments-abc123/inc_1',
  ordinal: 1,
  severity: 'critical',
  status: 'active',
} as const satisfies Omit<RunInput, 'plan'>
