import type { WatchRow } from '../rows.ts'
import type { TableSpec } from './spec.ts'

export const watches: TableSpec<WatchRow> = {
  name: 'watches',
  keys: ['id'],
  columns: {
    id: 'id',
    tenant: 'slug',
    run_id: 'id',
    workflow_id: 'name',
    incident_id: 'id',
    step: 'name',
    condition: 'json',
    names: 'json',
    meta: 'json',
    deadline: 'time',
  },
}
