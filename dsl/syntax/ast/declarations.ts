/** What stands at the top level of a file. */

import type { Span } from '../../model/span.ts'
import type { Expr } from './conditions.ts'
import type { Declared } from './declared.ts'
import type { RuleItem } from './rules.ts'
import type { Block, Handler } from './steps.ts'
import type { Test } from './tests.ts'
import type { MapLiteral, Name, Path, Text, Value } from './values.ts'
import type { Except, ScheduleLevel, WeekSpan } from './windows.ts'

export interface Use extends Declared {
  readonly kind: 'use'
  readonly path: Text
}
export interface Const extends Declared {
  readonly kind: 'const'
  readonly name: Name
  readonly value: Value
}
export interface Condition extends Declared {
  readonly kind: 'condition'
  readonly name: Name
  readonly expr: Expr
}
/** `connection NAME = TYPE {…}`; `channel` is kept as its alias (D20). */
export interface Connection extends Declared {
  readonly kind: 'connection'
  readonly keyword: 'connection' | 'channel'
  readonly name: Name
  readonly type: Name
  readonly config: MapLiteral
}
export interface Template extends Declared {
  readonly kind: 'template'
  readonly name: Name
  readonly text: Text
}
export interface Window extends Declared {
  readonly kind: 'window'
  readonly name: Name
  readonly zone: Text
  readonly lines: readonly (WeekSpan | Except)[]
}
export interface Schedule extends Declared {
  readonly kind: 'schedule'
  readonly name: Name
  readonly zone: Text
  readonly levels: readonly ScheduleLevel[]
}
export interface Inhibit extends Declared {
  readonly kind: 'inhibit'
  readonly name: Name
  readonly source: Expr
  readonly mutes: Expr
  readonly by: readonly Path[]
}
export interface Param {
  readonly name: Name
  readonly type: Name
  readonly value: Value | null
  readonly at: Span
}
export interface Playbook extends Declared {
  readonly kind: 'playbook'
  readonly name: Name
  readonly params: readonly Param[]
  readonly meta: MapLiteral | null
  readonly block: Block
  readonly handlers: readonly Handler[]
}
export interface Rule extends Declared {
  readonly kind: 'rule'
  readonly name: Text
  readonly items: readonly RuleItem[]
}
export type Declaration =
  | Use
  | Const
  | Condition
  | Connection
  | Template
  | Window
  | Schedule
  | Inhibit
  | Playbook
  | Rule
  | Test
