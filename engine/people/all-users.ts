import type { Store } from '../store/contract.ts'
import type { UserRow } from '../store/rows.ts'
import { systemScope } from '../store/scope.ts'

/** Every user of a tenant, page by page. */
export async function allUsers(store: Pick<Store, 'users'>, tenant: string): Promise<readonly UserRow[]> {
  const users: UserRow[] = []
  let cursor: string | null = null
  do {
    const page = await store.users.list(systemScope(tenant), { limit: 200, ...(cursor !== null && { cursor }) })
    users.push(...page.items)
    cursor = page.next_cursor
  } while (cursor !== null)
  return users
}
