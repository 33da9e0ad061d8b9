import { addColumn, type MigrationContext } from './make-table.ts'

/** What a message in the inbox told of. Never edited once released: a change is a new migration. */
export const addInboxStatus = (context: MigrationContext): Promise<void> =>
  addColumn(context, 'inbox', 'status', 'word')
