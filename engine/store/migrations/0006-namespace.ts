import { addColumn, type MigrationContext } from './make-table.ts'

/** The Temporal namespace of the runs. Never edited once released: a change is a new migration. */
export const addNamespace = (context: MigrationContext): Promise<void> =>
  addColumn(context, 'installations', 'temporal_namespace', 'name')
