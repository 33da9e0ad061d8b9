import { isSeverity } from '../model/severity.ts'
import type { Clause, Text, Value } from '../syntax/ast.ts'
import { makersIn } from './makers.ts'
import { isRoot } from './names.ts'
import type { Check } from './place.ts'

/** W593: a template that reads a name which nothing sets where the template is used. Its hole would stay empty. */
export const templateHasNames: Check<Clause & { readonly kind: 'using' }> = ({ name: { text, at } }, place, accept) => {
  const { files, declaration } = place
  const found = files.seen(place.parsed, text).find(({ node }) => node?.kind === 'template')
  if (found?.node?.kind !== 'template' || files.isIncomplete(found.parsed)) return
  const isThere = (name: string): boolean =>
    isRoot(name) ||
    isSeverity(name) ||
    makersIn(declaration).has(name) ||
    files.seen(found.parsed, name).some(({ keyword }) => keyword === 'const')
  for (const name of new Set(namesIn(found.node.text)))
    if (!isThere(name)) accept({ id: 'W593', at, args: { template: text, name } })
}

/** The names that a text reads, but for those whose absence `default` answers for. */
const namesIn = ({ parts }: Text): readonly string[] =>
  parts.flatMap((part) =>
    part.kind === 'hole' && !part.filters.some(({ name }) => name.text === 'default')
      ? [part.value, ...part.filters.flatMap(({ args }) => args)].flatMap(namesOf)
      : [],
  )

function namesOf(value: Value): readonly string[] {
  switch (value.kind) {
    case 'ref':
      return [value.name]
    case 'path':
      return typeof value.segments[0] === 'string' ? [value.segments[0]] : []
    case 'text':
      return namesIn(value)
    case 'list':
      return value.items.flatMap(namesOf)
    case 'map':
      return value.entries.flatMap((entry) => namesOf(entry.value))
    case 'sum':
      return [value.left, value.right].flatMap(namesOf)
    case 'call':
      return value.name.text === 'default' ? value.args.slice(1).flatMap(namesOf) : value.args.flatMap(namesOf)
    default:
      return []
  }
}
