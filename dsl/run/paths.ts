import { countsIn } from '../model/counts-in.ts'
import type { Condition, Root, WindowSpec } from '../model/expression.ts'
import { type Path, pathsIn } from '../model/paths-in.ts'
import type { Value } from '../model/value.ts'
import { own } from '../model/own.ts'

/** Every path that a condition reads. */
export function pathsOfCondition(condition: Condition): readonly Path[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(pathsOfCondition)
    case 'not':
    case 'named':
      return pathsOfCondition(condition.of)
    case 'has':
      return [condition.path]
    case 'matches':
      return pathsIn(condition.left)
    case 'compare':
    case 'contains':
    case 'starts with':
    case 'ends with':
    case 'in':
      return [...pathsIn(condition.left), ...pathsIn(condition.right)]
    case 'truth':
      return pathsIn(condition.value)
    case 'during':
    case 'count':
      return []
  }
}

/** Every window that a condition reads. */
export function windowsOf(condition: Condition): readonly WindowSpec[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.flatMap(windowsOf)
    case 'not':
    case 'named':
      return windowsOf(condition.of)
    case 'during':
      return [condition.window]
    default:
      return []
  }
}

const liveRoots: ReadonlySet<Root> = new Set<Root>(['alert', 'label', 'metadata', 'incident', 'run'])

/** Whether one of the paths must be read from the database just before use (D10). */
export const areLive = (paths: readonly Path[]): boolean => paths.some((path) => liveRoots.has(path.root))

/** Whether a condition must be asked of the database: it reads live facts, or windows. */
export const isLive = (condition: Condition): boolean =>
  areLive(pathsOfCondition(condition)) || countsIn(condition).length > 0

/** Those of the names that the paths read; what nobody reads does not travel. */
export function namesRead(
  names: Readonly<Record<string, Value>>,
  paths: readonly Path[],
): Readonly<Record<string, Value>> {
  const read: Record<string, Value> = {}
  for (const path of paths) {
    const name = String(path.segments[0])
    const value = path.root === 'names' ? own(names, name) : undefined
    if (value !== undefined)
      Object.defineProperty(read, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return read
}
