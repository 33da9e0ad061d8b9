/** What a command comes to: edits and what they are meant to say, or why not. */
import type { Span } from '../model/span.ts'
import type { Declaration } from '../syntax/ast.ts'
import type { Fault } from '../syntax/fault.ts'

/** Replaces a part of the text. Of two at the same place the first is written first. */
export interface Edit {
  readonly at: Span
  readonly text: string
}

/** Edits that are not verified yet. */
export interface Proposal {
  readonly edits: readonly Edit[]
  /** The declarations as they will read; what stays is the same object. */
  readonly meant: readonly Declaration[]
  /** Comments that go with what is deleted. */
  readonly dropped: readonly string[]
}

/** A command that is not done; data, never thrown. */
export class Refusal {
  readonly fault: Fault
  constructor(fault: Fault) {
    this.fault = fault
  }
}
export const refuse = (id: string, at: Span, args: Fault['args'] = {}): Refusal => new Refusal({ id, at, args })
export const isRefusal = (answer: unknown): answer is Refusal => answer instanceof Refusal

/** The text with edits done that do not overlap. */
export function applied(text: string, edits: readonly Edit[]): string {
  let done = ''
  let from = 0
  for (const { at, text: put } of inOrder(edits)) {
    done += text.slice(from, at.start) + put
    from = at.end
  }
  return done + text.slice(from)
}

export const inOrder = (edits: readonly Edit[]): readonly Edit[] =>
  edits.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)

/** The edits that give the text from before back. */
export function inverse(text: string, edits: readonly Edit[]): readonly Edit[] {
  let moved = 0
  return inOrder(edits).map(({ at, text: put }) => {
    const start = at.start + moved
    moved += put.length - (at.end - at.start)
    return { at: { start, end: start + put.length }, text: text.slice(at.start, at.end) }
  })
}
