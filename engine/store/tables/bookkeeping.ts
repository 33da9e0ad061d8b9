import type { IdempotencyRow, PlanRow, TenantRow, TimerRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const tenants: TableSpec<TenantRow> = {
  name: 'tenants',
  keys: ['slug'],
  columns: {
    slug: 'slug',
    name: 'text',
    rules_revision: 'int',
    created_at: 'time',
  },
}

export const plans: TableSpec<PlanRow> = {
  name: 'plans',
  keys: ['tenant', 'hash'],
  columns: {
    tenant: 'slug',
    hash: 'hash',
    plan: 'json',
  },
}

export const timers: TableSpec<TimerRow> = {
  name: 'timers',
  keys: ['tenant', 'kind', 'key'],
  columns: {
    tenant: 'slug',
    kind: 'word',
    key: 'key',
    due_at: 'time',
    payload: 'json',
  },
}

/** The one row says which installation this database belongs to (D73), and where its runs are in Temporal. */
export const installations: TableSpec<{ id: string; created_at: Date; temporal_namespace: string | null }> = {
  name: 'installations',
  keys: ['id'],
  columns: { id: 'id', created_at: 'time', temporal_namespace: 'name' },
}

export const idempotencyKeys: TableSpec<IdempotencyRow> = {
  name: 'idempotency_keys',
  keys: ['tenant', 'id'],
  columns: {
    tenant: 'slug',
    id: 'hash',
    body_hash: 'hash',
    claim: 'word',
    status: 'int',
    answer: 'text',
    created_at: 'time',
  },
}

/** Acknowledge links that were used. */
export const ackTokens: TableSpec<{ tenant: string; token_id: string; used_at: Date }> = {
  name: 'ack_tokens',
  keys: ['tenant', 'token_id'],
  columns: { tenant: 'slug', token_id: 'name', used_at: 'time' },
}
