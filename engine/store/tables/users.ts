import type { UserRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const users: TableSpec<UserRow> = {
  name: 'users',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    handle: 'name',
    name: 'text',
    email: 'text',
    phone: 'text',
    role: 'word',
    created_at: 'time',
  },
}
