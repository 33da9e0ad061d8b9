import type { RuleSetRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const ruleSets: TableSpec<RuleSetRow> = {
  name: 'rule_sets',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    revision: 'int',
    hash: 'hash',
    author: 'name',
    message: 'text',
    degraded: 'flag',
    files: 'json',
    problems: 'json',
    created_at: 'time',
  },
}
