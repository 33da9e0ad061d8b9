/** Steps put inside a new `if`, `parallel`, `for each` or `repeat`, and taken out again. */

import { stepName } from '../checks/clauses.ts'
import { setIn, spliceIn, updateIn } from '../graph/keys.ts'
import type { Keys } from '../graph/model.ts'
import type { Span } from '../model/span.ts'
import type { Block, Step } from '../syntax/ast.ts'
import { bodyOfLane, type StepPlace, stepAt } from './address.ts'
import { type Edit, isRefusal, type Proposal, type Refusal, refuse } from './answer.ts'
import { readAs } from './fragments.ts'
import { asComment, lifted } from './replace.ts'
import { shiftEdits } from './shift.ts'
import {
  type Content,
  commentsIn,
  contentBefore,
  contentFrom,
  extentOf,
  hasBreak,
  indentAt,
  indexFrom,
  type Source,
} from './source.ts'
import { takeOut } from './statements.ts'
import { anyDoc } from './verified.ts'

/** What the steps are put in; values are rule text. */
export type Wrapper =
  | { readonly kind: 'if'; readonly condition: string }
  | { readonly kind: 'parallel'; readonly join: 'all' | 'any'; readonly title: string }
  | {
      readonly kind: 'for each'
      readonly name: string
      readonly list: string
      readonly max: string
      readonly atOnce?: string
    }
  | { readonly kind: 'repeat'; readonly times: string; readonly every?: string; readonly until?: string }
export interface WrapSteps {
  readonly kind: 'wrap steps'
  readonly frame: string
  /** The first and the last of neighbours in one lane. */
  readonly from: string
  readonly to: string
  readonly in: Wrapper
}
export interface UnwrapStep {
  readonly kind: 'unwrap step'
  readonly frame: string
  readonly step: string
}

/** Every value is read alone before it is put into the head, so that it can't end it. */
function headOf(wrapper: Wrapper, at: Span): readonly [head: string, depth: 1 | 2] | Refusal {
  const read = (
    kind: 'condition' | 'name' | 'value' | 'number' | 'duration' | 'text',
    text: string,
  ): string | Refusal => {
    const part = readAs(kind, text, at)
    return isRefusal(part) ? part : text.trim()
  }
  const join = (...parts: readonly (string | Refusal)[]): string | Refusal =>
    parts.find(isRefusal) ?? parts.filter((part) => part !== '').join(' ')
  const when = (text: string | undefined, make: (text: string) => string | Refusal) =>
    text === undefined ? '' : make(text)
  const inBrackets = (part: string | Refusal) => (isRefusal(part) ? part : `(${part})`)
  switch (wrapper.kind) {
    case 'if': {
      const head = join('if', read('condition', wrapper.condition))
      return isRefusal(head) ? head : [head, 1]
    }
    case 'parallel': {
      const title = read('text', wrapper.title)
      return isRefusal(title) ? title : [`parallel wait ${wrapper.join} {\nbranch ${title}`, 2]
    }
    case 'for each': {
      const most = read('number', wrapper.max)
      const limit = when(wrapper.atOnce, (text) => join(',', read('number', text), 'at once'))
      const head = join(
        'for each',
        read('name', wrapper.name),
        'in',
        read('value', wrapper.list),
        'max',
        most,
        'items',
        limit,
      )
      return isRefusal(head) ? head : [head.replace(' , ', ', '), 1]
    }
    case 'repeat': {
      const every = when(wrapper.every, (text) => join('every', read('duration', text)))
      const until = when(wrapper.until, (text) => join('until', inBrackets(read('condition', text))))
      const head = join('repeat up to', read('number', wrapper.times), 'times', every, until)
      return isRefusal(head) ? head : [head, 1]
    }
  }
}

const filled = (wrapper: Step, steps: readonly Step[]): Step => {
  const block = (empty: Block): Block => ({ ...empty, steps })
  if (wrapper.kind === 'if') return updateIn(wrapper, ['arms', 0, 'block'], (part) => block(part as Block))
  if (wrapper.kind === 'parallel') return updateIn(wrapper, ['branches', 0, 'block'], (part) => block(part as Block))
  return updateIn(wrapper, ['block'], (part) => block(part as Block))
}

export function wrapSteps(source: Source, { frame, from, to, in: wrapper }: WrapSteps): Proposal | Refusal {
  const one = stepAt(source, frame, from)
  if (isRefusal(one)) return one
  const other = stepAt(source, frame, to)
  if (isRefusal(other)) return other
  if (one.lane !== other.lane) return refuse('E920', one.step.at, { what: 'step beside it', id: to })
  const [first, last] = one.index <= other.index ? [one, other] : [other, one]
  const head = headOf(wrapper, first.step.at)
  if (isRefusal(head)) return head
  const [opening, depth] = head
  const made = readAs('steps', `${opening} {\n${depth === 2 ? '}\n' : ''}}`, first.step.at)
  if (isRefusal(made)) return made
  const [empty] = made
  if (!empty) return refuse('E923', first.step.at)

  const { start } = extentOf(source, first.step.at)
  const { end } = extentOf(source, last.step.at)
  const indent = indentAt(source, start)
  const { unit, lineEnd } = source
  const lines = opening.split('\n').map((line, index) => (index === 0 ? '' : indent + unit) + line)
  const closing = depth === 2 ? `${indent}${unit}}${lineEnd}${indent}}` : `${indent}}`
  const inner = indent + unit.repeat(depth)
  const steps = first.inLane.steps.slice(first.index, last.index + 1).map(({ step }) => step)
  return {
    edits: [
      { at: { start, end: start }, text: `${lines.join(lineEnd)} {${lineEnd}${inner}` },
      ...shiftEdits(source.parsed.tokens, { start, end }, indent, inner),
      { at: { start: end, end }, text: lineEnd + closing },
    ],
    meant: spliceIn(
      source.parsed.declarations,
      [first.frame.index, ...first.inLane.keys, 'steps'],
      first.index,
      steps.length,
      filled(empty, steps),
    ),
    dropped: [],
  }
}

/** The one block that has steps to take out; a refusal where others would be lost. */
function onlyBlock(place: StepPlace): Block | Refusal {
  const { step, lanes } = place
  const bodies = lanes.filter(({ role }) => role === 'arm' || role === 'else' || role === 'branch' || role === 'body')
  const [first] = bodies
  if (!first) return refuse('E924', step.at, { step: stepName(step) })
  const full = lanes.filter(({ steps }) => steps.length > 0)
  const body = full.find((lane) => bodies.includes(lane)) ?? first
  const other = full.find((lane) => lane !== body)
  if (other) return refuse('E924/others', step.at, { step: stepName(step), lane: other.id.slice(place.id.length + 1) })
  return body.block
}

export function unwrapStep(source: Source, { frame, step: id }: UnwrapStep): Proposal | Refusal {
  const found = stepAt(source, frame, id)
  if (isRefusal(found)) return found
  const block = onlyBlock(found)
  if (isRefusal(block)) return block
  const { step } = found
  const list = [found.frame.index, ...found.inLane.keys, 'steps']
  const meant = spliceIn(source.parsed.declarations, list, found.index, 1, ...block.steps)
  const first = contentFrom(source, block.at.start + 1)
  const last = contentBefore(source, block.at.end - 1)
  if (block.steps.length === 0 || !first || !last) return emptied(source, found, list, meant)

  const outer = indentAt(source, step.at.start)
  // The first line of what is kept stays where the wrapper began; the others tell how deep they were.
  const lineHead = source.contents
    .slice(indexFrom(source, first.start), indexFrom(source, last.end))
    .find(({ start }) => hasBreak(source, contentBefore(source, start)?.end ?? 0, start))
  const inner = lineHead ? indentAt(source, lineHead.start) : outer
  const kept: Span = { start: first.start, end: last.end }
  const lost = [
    ...commentsIn(source, { start: step.at.start, end: kept.start }),
    ...commentsIn(source, { start: kept.end, end: step.at.end }),
  ]
  const next = contentFrom(source, step.at.end)
  // A note that was last in the block must not become one of the step behind it.
  const apart = last.comment && last.text.startsWith('##') ? source.lineEnd : ''
  const swallows = last.comment && next !== null && !hasBreak(source, step.at.end, next.start)
  return {
    edits: [
      ...lifted(
        source,
        step.at,
        lost.map(({ text }) => text),
      ),
      { at: { start: step.at.start, end: kept.start }, text: '' },
      ...shiftEdits(source.parsed.tokens, kept, inner, outer),
      ...(swallows
        ? [onNextLine(source, kept.end, next, apart + outer)]
        : [{ at: { start: kept.end, end: step.at.end }, text: apart }]),
    ],
    meant: withAnyDoc(meant, list, found.index),
    dropped: [],
  }
}

/** What stands behind a comment that is last now; a comment there must not become a note of the next statement. */
const onNextLine = ({ lineEnd }: Source, start: number, next: Content, indent: string): Edit => ({
  at: { start, end: next.comment ? next.end : next.start },
  text: lineEnd + indent + (next.comment ? asComment(next.text) : ''),
})

/** A note above what is taken away may become that of the step that now stands below it. */
function withAnyDoc<Tree>(tree: Tree, list: Keys, index: number): Tree {
  return setIn(tree, [...list, index, 'doc'], anyDoc)
}

function emptied(source: Source, found: StepPlace, list: Keys, meant: Proposal['meant']): Proposal {
  const { step, inLane } = found
  const texts = commentsIn(source, step.at).map(({ text }) => asComment(text))
  const next = contentFrom(source, step.at.end)
  const line = source.lineEnd + indentAt(source, step.at.start)
  const swallows = next !== null && !hasBreak(source, step.at.end, next.start)
  const edit: Edit =
    texts.length === 0
      ? takeOut(source, step.at, bodyOfLane(source, inLane))
      : { at: step.at, text: texts.join(line) + (swallows ? line : '') }
  return {
    edits: [edit],
    meant: found.index + 1 < inLane.steps.length ? withAnyDoc(meant, list, found.index) : meant,
    dropped: [],
  }
}
