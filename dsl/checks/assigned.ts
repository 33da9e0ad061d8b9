/** Which names are certain to be there behind a step of several ways, by what each way brought (D110, D114). */
import type { Block, Parallel } from '../syntax/ast.ts'
import { ends } from './endings.ts'
import { definedInside } from './scope.ts'

/** One way through a step, and what is certain where it has been gone through. */
export interface Way {
  /** Null where nothing is done: an `if` without an `else`. */
  readonly block: Block | null
  readonly present: ReadonlySet<string>
}

/** Where exactly one of the ways is taken: what each brings that is not the run's last. */
export function presentAfterOne(ways: readonly Way[]): ReadonlySet<string> {
  const [first, ...rest] = ways.filter(({ block }) => !block?.steps.some(ends))
  return rest.reduce((all, { present }) => all.intersection(present), first?.present ?? new Set<string>())
}

/**
 * Behind `parallel wait all` every branch has been gone through, so all of theirs are there, but for those that two of them
 * set. A handler that does not end the run goes on behind a branch that broke off.
 */
export function presentAfterAll({ branches, join }: Parallel, ways: readonly Way[], handled: readonly Way[]) {
  if (join !== 'all') return new Set<string>()
  const inside = branches.map(({ block }) => definedInside(block))
  const isOfOne = (name: string) => inside.filter((names) => names.has(name)).length === 1
  const brought = new Set(ways.flatMap(({ present }) => [...present].filter(isOfOne)))
  return presentAfterOne([{ block: null, present: brought }, ...handled])
}
