import { clausesInOrder, itemsInOrder } from './order.ts'

/** Members that tell a place and nothing else. */
const isPlace = (name: string): boolean => name === 'at' || name.endsWith('At')

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Lists whose order means nothing are compared in the order in which they are written out. */
function read(node: Readonly<Record<string, unknown>>, name: string): unknown {
  const value = node[name]
  if (name === 'clauses') return clausesInOrder(value as Parameters<typeof clausesInOrder>[0])
  if (name === 'items' && node.kind === 'rule') return itemsInOrder(value as Parameters<typeof itemsInOrder>[0])
  return value
}

/** Whether two trees say the same, wherever it stands in the text. */
export function sameMeaning(one: unknown, other: unknown): boolean {
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, index) => sameMeaning(item, other[index]))
    )
  if (!isObject(one) || !isObject(other)) return Object.is(one, other)
  const names = Object.keys(one).filter((name) => !isPlace(name))
  return (
    names.length === Object.keys(other).filter((name) => !isPlace(name)).length &&
    names.every((name) => Object.hasOwn(other, name) && sameMeaning(read(one, name), read(other, name)))
  )
}
