import type { Inbox } from '../../activities/dependencies.ts'
import type { Store } from '../store/contract.ts'
import { newId } from '../store/ids.ts'
import { systemScope } from '../store/scope.ts'

/** The inbox of the web page, once per key. */
export const createInbox = (store: Pick<Store, 'inbox'>, now: () => number): Inbox => ({
  async add(entry) {
    const row = { ...entry, id: newId('inbox'), created_at: new Date(now()), read_at: null }
    return { id: (await store.inbox.add(systemScope(entry.tenant), row)).id }
  },
})
