/** Trees carry offsets of their file; when text before a piece grows or shrinks the piece is moved instead of read again. */
import type { ReadPiece } from './parsed-file.ts'

export interface Distance {
  readonly offset: number
  readonly lines: number
}

const origins = new WeakMap<object, object>()

/** The node that was read, of a node that may have been moved since: the same for as long as its text is. */
export const originOf = (node: object): object => origins.get(node) ?? node

type Members = Readonly<Record<string, unknown>>

/** Written for speed: an edit above hundreds of declarations copies all of them. */
function copy(node: unknown, by: Distance): unknown {
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) return node.map((item: unknown) => copy(item, by))
  const { start, end, line, column, offset } = node as Members
  if (typeof start === 'number') return { start: start + by.offset, end: (end as number) + by.offset }
  if (typeof offset === 'number' && typeof line === 'number')
    return { line: line + by.lines, column, offset: offset + by.offset } satisfies Members
  const made: Record<string, unknown> = {}
  for (const key in node) made[key] = copy((node as Members)[key], by)
  return made
}

/** The same plain data with every span and position moved. Only within a file, and by whole lines. */
export const moved = <Data>(data: Data, by: Distance): Data =>
  by.offset === 0 && by.lines === 0 ? data : (copy(data, by) as Data)

export function movedPiece(piece: ReadPiece, by: Distance): ReadPiece {
  if (by.offset === 0 && by.lines === 0) return piece
  const { key, identity, ...data } = piece
  const made = moved(data, by)
  made.declarations.forEach((declaration, index) => {
    const from = piece.declarations[index]
    if (from) origins.set(declaration, originOf(from))
  })
  return { key, identity, ...made, line: piece.line + by.lines }
}
