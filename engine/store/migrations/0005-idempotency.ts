import { type MigrationContext, makeTable } from './make-table.ts'

/** Answers kept for callers that send a request again. Never edited once released: a change is a new migration. */
export async function createIdempotency(context: MigrationContext): Promise<void> {
  await makeTable(
    context,
    'idempotency_keys',
    ['tenant', 'id'],
    {
      tenant: 'slug',
      id: 'hash',
      body_hash: 'hash',
      claim: 'word',
      status: 'int?',
      answer: 'text?',
      created_at: 'time',
    },
    [{ name: 'idempotency_keys_oldest', columns: ['created_at'] }],
  )
}
