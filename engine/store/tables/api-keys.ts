import type { KeyRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const apiKeys: TableSpec<KeyRow> = {
  name: 'api_keys',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    name: 'text',
    hash: 'hash',
    prefix: 'word',
    scopes: 'json',
    created_at: 'time',
    expires_at: 'time',
    revoked_at: 'time',
  },
}
