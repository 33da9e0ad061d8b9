import type { WindowSpec } from './expression.ts'
import type { Inhibition } from './inhibition.ts'
import type { Plan } from './plan.ts'
import type { ScheduleSpec } from './schedule.ts'

/** All files of a tenant's rules, compiled: what one version of them decides (D15). */
export interface CompiledRuleSet {
  /** Id of the rule-set version. */
  readonly version: string
  /** In deciding order, disabled ones too: priority, file, position (D24). */
  readonly plans: readonly Plan[]
  readonly schedules: Readonly<Record<string, ScheduleSpec>>
  /** In the order of files. */
  readonly inhibitions?: readonly Inhibition[]
  /** The named ones; inline windows stand in their conditions. */
  readonly windows: Readonly<Record<string, WindowSpec>>
}
