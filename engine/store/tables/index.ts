/** Every table with its columns; `migrations/` makes them, a test compares the two. */
import type { Sequelize } from 'sequelize'
import type { Dialect } from '../dialects.ts'
import type { everyTenant, Whose } from '../scope.ts'
import { Table } from '../table.ts'
import { alerts } from './alerts.ts'
import { apiKeys } from './api-keys.ts'
import { ackTokens, idempotencyKeys, installations, plans, tenants, timers } from './bookkeeping.ts'
import { decisions } from './decisions.ts'
import { deadLetters, deliveries, inbox } from './deliveries.ts'
import { events } from './events.ts'
import { incidentAlerts, incidents } from './incidents.ts'
import { outbox } from './outbox.ts'
import { ruleSets } from './rule-sets.ts'
import { runSteps, runs } from './runs.ts'
import type { TableSpec } from './spec.ts'
import { timeline } from './timeline.ts'
import { users } from './users.ts'
import { watches } from './watches.ts'

const specs = {
  tenants,
  installations,
  events,
  alerts,
  incidents,
  incidentAlerts,
  decisions,
  timeline,
  outbox,
  runs,
  runSteps,
  watches,
  timers,
  deliveries,
  inbox,
  deadLetters,
  plans,
  ruleSets,
  users,
  apiKeys,
  ackTokens,
  idempotencyKeys,
} as const

export type Tables = {
  readonly [Name in keyof typeof specs]: (typeof specs)[Name] extends TableSpec<infer Row>
    ? Table<Row, Row extends { tenant: string } ? Whose : typeof everyTenant>
    : never
}

/** Defines every model on the connection. */
export function defineTables(sequelize: Sequelize, dialect: Dialect): Tables {
  const define = <Row extends object>(spec: TableSpec<Row>) =>
    new Table<Row>(sequelize, dialect, spec.name, spec.columns, spec.keys)
  return Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, define(spec as unknown as TableSpec<object>)]),
  ) as unknown as Tables
}
