/**
 * The tree that the parser builds: what was written, with its place, and nothing else. No defaults, no look-ups, no
 * checks; those live in `checks/` and `compile/`. Every node carries `at`, its span in the file's text.
 */

export type * from './ast/conditions.ts'
export type * from './ast/declarations.ts'
export type * from './ast/declared.ts'
export type * from './ast/rules.ts'
export type * from './ast/steps.ts'
export type * from './ast/tests.ts'
export type * from './ast/values.ts'
export type * from './ast/windows.ts'
