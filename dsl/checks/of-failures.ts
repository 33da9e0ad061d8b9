import type { Handler, Step } from '../syntax/ast.ts'

/** Steps that fail when their time is over, or when they are refused; a wait just ends. */
const fails = new Set<Step['kind']>(['approve', 'run', 'call step', 'http'])

/** Whether a handler is done because of a failure, of which `error` then tells. */
export const isOfFailure = (event: Handler['event'], step: Step['kind'] | null): boolean =>
  event === 'error' || ((event === 'timeout' || event === 'rejected') && step !== null && fails.has(step))
