import type { Store } from '../store/contract.ts'
import { systemScope } from '../store/scope.ts'

/**
 * Makes sure of `@admin`, the one person of a fresh install (D17). Safe to repeat and in several processes at once.
 * @param email of `TOCSIN_ADMIN_EMAIL`: it is the operator's word and replaces another; null changes nothing
 */
export async function seedAdmin(store: Pick<Store, 'users'>, tenant: string, email: string | null): Promise<void> {
  const scope = systemScope(tenant)
  const found = await store.users.get(scope, 'admin')
  if (!found) {
    const admin = { handle: 'admin', name: 'Administrator', email, phone: null, role: 'admin' as const }
    if ((await store.users.add(scope, admin)) !== null) return
  }
  if (email !== null && found?.email !== email) await store.users.update(scope, 'admin', { email })
}
