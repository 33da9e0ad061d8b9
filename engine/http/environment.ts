import type { Scope } from '../store/scope.ts'

/** What the app's middleware leaves for routes: `c.var.scope`. */
export interface Environment {
  Variables: { scope: Scope }
}
