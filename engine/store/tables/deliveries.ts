import type { DeadLetterRow, DeliveryRow, InboxRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const deliveries: TableSpec<DeliveryRow> = {
  name: 'deliveries',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    key: 'key',
    incident_id: 'id',
    run_id: 'id',
    step: 'name',
    target: 'text',
    connection: 'name',
    channel: 'word',
    address: 'text',
    status: 'word',
    external_id: 'text',
    error: 'text',
    resolve: 'flag',
    attempts: 'int',
    created_at: 'time',
    updated_at: 'time',
  },
}

export const inbox: TableSpec<InboxRow> = {
  name: 'inbox',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    key: 'key',
    recipient: 'name',
    title: 'text',
    body: 'text',
    url: 'text',
    severity: 'word',
    status: 'word',
    incident_id: 'id',
    created_at: 'time',
    read_at: 'time',
  },
}

export const deadLetters: TableSpec<DeadLetterRow> = {
  name: 'dead_letters',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    source: 'name',
    integration: 'name',
    received_at: 'time',
    error: 'text',
    body: 'text',
  },
}
