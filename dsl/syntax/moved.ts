/** Trees carry offsets of their file; when text before a piece grows or shrinks the piece is moved instead of read again. */
import type { Position } from '../model/problems.ts'
import type { ReadPiece } from './parsed-file.ts'

export interface Distance {
  readonly offset: number
  readonly lines: number
}

const origins = new WeakMap<object, object>()

/** The node that was read, of a node that may have been moved since: the same for as long as its text is. */
export const originOf = (node: object): object => origins.get(node) ?? node

const isSpan = (node: object): node is { readonly start: number; readonly end: number } =>
  'start' in node && typeof node.start === 'number'
const isPosition = (node: object): node is Position => 'offset' in node && 'line' in node && 'column' in node

function copy(node: unknown, by: Distance): unknown {
  if (typeof node !== 'object' || node === null) return node
  if (Array.isArray(node)) return node.map((item: unknown) => copy(item, by))
  if (isSpan(node)) return { start: node.start + by.offset, end: node.end + by.offset }
  if (isPosition(node)) return { line: node.line + by.lines, column: node.column, offset: node.offset + by.offset }
  const made: Record<string, unknown> = {}
  for (const [key, member] of Object.entries(node)) made[key] = copy(member, by)
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
