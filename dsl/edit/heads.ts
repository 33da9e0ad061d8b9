/** The head of a step (its verb and what stands before clauses and blocks) and the parameters of a playbook, written anew. */
import { stepName } from '../checks/clauses.ts'
import { setIn } from '../graph/keys.ts'
import type { Step } from '../syntax/ast.ts'
import { frameAt, keysIn, stepAt } from './address.ts'
import { isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { partEnd } from './clauses.ts'
import { readAs } from './fragments.ts'
import { openOf } from './items.ts'
import { replaced } from './replace.ts'
import { contentBefore, contentFrom, type Source } from './source.ts'

export interface SetHead {
  readonly kind: 'set head'
  readonly frame: string
  /** Any step but an `if`, whose arms are fields. */
  readonly step: string
  /** `parallel wait any`, `repeat up to 3 times every 1m`, `end failed "why"`, `http POST "…"`. */
  readonly text: string
}
export interface SetParams {
  readonly kind: 'set params'
  /** A playbook. */
  readonly frame: string
  /** What stands between the brackets: `host: string, tries: number = 2`. */
  readonly text: string
}

/** What a head needs behind it to be a step. */
function restOf(step: Step): string {
  if (step.kind === 'parallel') return ' {\nbranch "a" { } }'
  return step.kind === 'for each' || step.kind === 'repeat' ? ' { }' : ''
}

/** What is not of the head stays as it was. */
function withHead(old: Step, made: Step): Step | null {
  const kept = { clauses: old.clauses, handlers: old.handlers, doc: old.doc }
  if (old.kind === 'parallel') return made.kind === 'parallel' ? { ...made, ...kept, branches: old.branches } : null
  if (old.kind === 'for each' || old.kind === 'repeat')
    return made.kind === old.kind ? { ...made, ...kept, block: old.block } : null
  return { ...made, ...kept }
}

export function setHead(source: Source, { frame, step: id, text }: SetHead): Proposal | Refusal {
  const found = stepAt(source, frame, id)
  if (isRefusal(found)) return found
  const { step } = found
  if (step.kind === 'if') return refuse('E927', step.at, { node: id, field: 'head', fields: '`if0`, `if1` …' })
  const read = readAs('steps', `${text}${restOf(step)}`, step.at)
  if (isRefusal(read)) return read
  const [alone] = read
  const isHead = alone && read.length === 1 && alone.clauses.length === 0 && alone.handlers.length === 0
  const made = isHead ? withHead(step, alone) : null
  if (!made)
    return refuse('E921', step.at, { what: `the head of a \`${stepName(step)}\``, reason: 'it is something else' })
  const at = { start: step.at.start, end: headEnd(source, step) }
  const edits = replaced(source, at, text, step.at)
  if (isRefusal(edits)) return edits
  return { edits, meant: setIn(source.parsed.declarations, keysIn(found.frame, found.keys), made), dropped: [] }
}

function headEnd(source: Source, step: Step): number {
  if (step.kind !== 'parallel' && step.kind !== 'for each' && step.kind !== 'repeat') return partEnd(source, step, 0)
  const open = step.kind === 'parallel' ? openOf(source, step.at.start) - 1 : step.block.at.start
  let last = contentBefore(source, open)
  while (last?.comment) last = contentBefore(source, last.start)
  return last?.end ?? open
}

export function setParams(source: Source, { frame: name, text }: SetParams): Proposal | Refusal {
  const frame = frameAt(source, name)
  if (isRefusal(frame)) return frame
  const { declaration } = frame
  if (declaration.kind !== 'playbook') return refuse('E920', declaration.at, { what: 'playbook', id: name })
  const params = readAs('params', text, declaration.name.at)
  if (isRefusal(params)) return params
  const bracket = (from: number, wanted: string) => {
    let next = contentFrom(source, from)
    while (next && next.text !== wanted) next = contentFrom(source, next.end)
    return next
  }
  const open = bracket(declaration.name.at.end, '(')
  const close = bracket(declaration.params.at(-1)?.at.end ?? open?.end ?? 0, ')')
  if (!open || !close) return refuse('E923', declaration.at)
  const edits = replaced(source, { start: open.end, end: close.start }, text, declaration.at)
  if (isRefusal(edits)) return edits
  return { edits, meant: setIn(source.parsed.declarations, [frame.index, 'params'], params), dropped: [] }
}
