import type { Inhibition } from '../model/inhibition.ts'
import type * as ast from '../syntax/ast.ts'
import { compileCondition } from './conditions.ts'
import { withoutCounts } from './counts.ts'
import { compileRootPath } from './expressions.ts'
import type { Scope } from './scope.ts'

/** `inhibit NAME { source (…) mutes (…) by … }` as `dsl/correlate/inhibition.ts` reads it. */
export const compileInhibit = ({ name, source, mutes, by }: ast.Inhibit, scope: Scope): Inhibition => ({
  name: name.text,
  source: withoutCounts(compileCondition(source, scope), scope),
  mutes: withoutCounts(compileCondition(mutes, scope), scope),
  by: by.map(compileRootPath),
})
