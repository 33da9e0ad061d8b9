import { type MigrationContext, makeTable } from './make-table.ts'

/** Tenants, rule sets, and everything about people. Never edited once released: a change is a new migration. */
export async function createPeople(context: MigrationContext): Promise<void> {
  await makeTable(
    context,
    'tenants',
    ['slug'],
    {
      slug: 'slug',
      name: 'text',
      rules_revision: 'int',
      created_at: 'time',
    },
    [],
  )
  await makeTable(
    context,
    'installations',
    ['id'],
    {
      id: 'id',
      created_at: 'time',
    },
    [],
  )
  await makeTable(
    context,
    'rule_sets',
    ['id'],
    {
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
    [{ name: 'rule_sets_revision', columns: ['tenant', 'revision'], unique: true }],
  )
  await makeTable(
    context,
    'deliveries',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      key: 'key',
      incident_id: 'id?',
      run_id: 'id?',
      step: 'name',
      target: 'text',
      connection: 'name',
      channel: 'word',
      address: 'text',
      status: 'word',
      external_id: 'text?',
      error: 'text?',
      resolve: 'flag',
      attempts: 'int',
      created_at: 'time',
      updated_at: 'time',
    },
    [
      { name: 'deliveries_key', columns: ['tenant', 'key'], unique: true },
      { name: 'deliveries_newest', columns: ['tenant', 'created_at', 'id'] },
      { name: 'deliveries_of_incident', columns: ['incident_id', 'created_at'] },
    ],
  )
  await makeTable(
    context,
    'inbox',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      key: 'key',
      recipient: 'name',
      title: 'text',
      body: 'text',
      url: 'text?',
      severity: 'word',
      incident_id: 'id?',
      created_at: 'time',
      read_at: 'time?',
    },
    [
      { name: 'inbox_key', columns: ['tenant', 'key'], unique: true },
      { name: 'inbox_newest', columns: ['tenant', 'created_at', 'id'] },
    ],
  )
  await makeTable(
    context,
    'dead_letters',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      source: 'name',
      integration: 'name',
      received_at: 'time',
      error: 'text',
      body: 'text',
    },
    [{ name: 'dead_letters_newest', columns: ['tenant', 'received_at', 'id'] }],
  )
  await makeTable(
    context,
    'users',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      handle: 'name',
      name: 'text',
      email: 'text?',
      phone: 'text?',
      role: 'word',
      created_at: 'time',
    },
    [{ name: 'users_handle', columns: ['tenant', 'handle'], unique: true }],
  )
  await makeTable(
    context,
    'api_keys',
    ['id'],
    {
      id: 'id',
      tenant: 'slug',
      name: 'text',
      hash: 'hash',
      prefix: 'word',
      scopes: 'json',
      created_at: 'time',
      expires_at: 'time?',
      revoked_at: 'time?',
    },
    [
      { name: 'api_keys_hash', columns: ['hash'], unique: true },
      { name: 'api_keys_of_tenant', columns: ['tenant', 'created_at'] },
    ],
  )
  await makeTable(
    context,
    'ack_tokens',
    ['tenant', 'token_id'],
    {
      tenant: 'slug',
      token_id: 'name',
      used_at: 'time',
    },
    [],
  )
}
