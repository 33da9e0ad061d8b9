import { addColumn, type MigrationContext } from './make-table.ts'

/** At which severity people took an incident on. Never edited once released: a change is a new migration. */
export const addIncidentAck = (context: MigrationContext): Promise<void> =>
  addColumn(context, 'incidents', 'acknowledged_severity', 'word')
