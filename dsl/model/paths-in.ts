import type { Expression } from './expression.ts'

export type Path = Expression & { readonly kind: 'path' }

/** The paths that an expression reads, in the order written. */
export function pathsIn(expression: Expression): readonly Path[] {
  switch (expression.kind) {
    case 'literal':
      return []
    case 'path':
      return [expression]
    case 'text':
      return expression.parts.flatMap((part) =>
        typeof part === 'string'
          ? []
          : [...pathsIn(part.value), ...part.filters.flatMap(({ args }) => args.flatMap(pathsIn))],
      )
    case 'call':
      return expression.args.flatMap(pathsIn)
    case 'list':
      return expression.items.flatMap(pathsIn)
    case 'map':
      return expression.entries.flatMap(({ value }) => pathsIn(value))
    case 'sum':
      return [...pathsIn(expression.left), ...pathsIn(expression.right)]
  }
}
