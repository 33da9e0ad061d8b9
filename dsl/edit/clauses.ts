/** Clauses of a step: written anew, put in where the formatter would write them, taken away. */
import { legalTail, stepName } from '../checks/clauses.ts'
import { clausesInOrder } from '../format/order.ts'
import { setIn, spliceIn } from '../graph/keys.ts'
import type { Clause, Step } from '../syntax/ast.ts'
import { keysIn, stepAt } from './address.ts'
import { isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { readAs } from './fragments.ts'
import { cut, inLine, replaced } from './replace.ts'
import { contentBefore, indentAt, type Source } from './source.ts'

export interface SetClause {
  readonly kind: 'set clause'
  readonly frame: string
  readonly step: string
  readonly clause: Clause['kind']
  /** The whole clause, `retry 3 times backoff 5s`; null takes it away. */
  readonly text: string | null
}

const widest = 100

export function setClause(source: Source, { frame, step: id, clause: kind, text }: SetClause): Proposal | Refusal {
  const found = stepAt(source, frame, id)
  if (isRefusal(found)) return found
  const { step } = found
  const list = [...keysIn(found.frame, found.keys), 'clauses']
  const declarations = source.parsed.declarations
  const index = step.clauses.findIndex((one) => one.kind === kind)
  const old = step.clauses[index]
  if (text === null) {
    if (!old) return { edits: [], meant: declarations, dropped: [] }
    return { edits: cut(source, old.at, step.at), meant: spliceIn(declarations, list, index, 1), dropped: [] }
  }
  const read = readAs('clauses', text, step.at)
  if (isRefusal(read)) return read
  const [made] = read
  if (!made || read.length !== 1 || made.kind !== kind)
    return refuse('E921', step.at, { what: `one clause \`${kind}\``, reason: 'it is another' })
  if (old) {
    const edits = replaced(source, old.at, text, step.at)
    return isRefusal(edits) ? edits : { edits, meant: setIn(declarations, [...list, index], made), dropped: [] }
  }
  const { clauses } = legalTail(step.kind, step.kind === 'wait for' ? step.what : null)
  if (!clauses.includes(kind))
    return refuse('E211', step.at, {
      clause: kind,
      step: stepName(step),
      legal: clauses.length === 0 ? 'nothing' : clauses.map((word) => `\`${word}\``).join(', '),
    })
  const place = step.clauses.findIndex((one) => clausesInOrder([one, made])[0] !== one)
  const at = place === -1 ? step.clauses.length : place
  const anchor = partEnd(source, step, at)
  const put = inLine(source, text, anchor, step.at)
  if (isRefusal(put)) return put
  const column = anchor - source.text.lastIndexOf('\n', anchor - 1) - 1
  const hasRoom = column + 1 + (put.split('\n')[0] ?? '').length <= widest
  const gap = hasRoom ? ' ' : source.lineEnd + indentAt(source, step.at.start) + source.unit
  return {
    edits: [{ at: { start: anchor, end: anchor }, text: gap + put }],
    meant: spliceIn(declarations, list, at, 0, made),
    dropped: [],
  }
}

/** Behind the last word before the clause of an index, or before the handlers. */
export function partEnd(source: Source, step: Step, index: number): number {
  const before = step.clauses[index - 1]
  if (before) return before.at.end
  const next = step.clauses[0] ?? step.handlers[0]
  if (!next) return step.at.end
  let last = contentBefore(source, next.at.start)
  while (last?.comment) last = contentBefore(source, last.start)
  return last?.end ?? step.at.end
}
