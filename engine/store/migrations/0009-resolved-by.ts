import { addColumn, type MigrationContext } from './make-table.ts'

/** Who resolved an alert by hand. Never edited once released: a change is a new migration. */
export const addResolvedBy = (context: MigrationContext): Promise<void> =>
  addColumn(context, 'alerts', 'resolved_by', 'name')
