/** Whether one clause leaves no other way for another. Says yes only where it is certain (D75). */
import { type Fact, holds, type Literal } from './literal.ts'

type NumberFact = Fact & { readonly kind: 'number' }

/** Whether a path whose text is this one satisfies the clause; null where that is not known. */
function ofText(fact: Fact, text: string): boolean | null {
  switch (fact.kind) {
    case 'has':
      return true
    case 'one of':
      return fact.texts.includes(text)
    case 'other than':
      return fact.text !== text
    case 'starts with':
      return text.startsWith(fact.text)
    case 'ends with':
      return text.endsWith(fact.text)
    case 'contains':
      return text.includes(fact.text)
    default:
      return null
  }
}

/** Numbers that tell two clauses of one unit apart: the bounds, and a number on each side of them. */
function samples(bounds: readonly number[]): readonly number[] {
  const sorted = [...new Set(bounds)].sort((a, b) => a - b)
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)]
  const between = sorted.slice(1).map((bound, index) => middle(sorted[index] ?? bound, bound))
  return [...sorted, ...between, first - Math.abs(first) - 1, last + Math.abs(last) + 1]
}

/** Also of two whose sum is beyond all numbers. */
function middle(a: number, b: number): number {
  const whole = (a + b) / 2
  return Number.isFinite(whole) ? whole : a / 2 + b / 2
}

function numbers(a: NumberFact, b: NumberFact, aHolds: boolean, bHolds: boolean): boolean {
  if (a.unit !== b.unit) return false
  // What can't be read satisfies neither, so a denied clause says nothing of one that is asserted.
  if (!aHolds && bHolds) return false
  return samples([a.bound, b.bound]).every(
    (value) => holds(a.op, value, a.bound) !== aHolds || holds(b.op, value, b.bound) === bHolds,
  )
}

/** Both about the same path; `a` holds. */
function affirmed(a: Fact, b: Fact, bHolds: boolean): boolean {
  if (b.kind === 'has') return bHolds
  switch (a.kind) {
    case 'one of':
      return a.texts.length > 0 && a.texts.every((text) => ofText(b, text) === bHolds)
    case 'other than':
      return !bHolds && b.kind === 'one of' && b.texts.every((text) => text === a.text)
    case 'starts with':
    case 'ends with':
      return inPart({ kind: a.kind, text: a.text }, b, bHolds)
    case 'contains':
      return !bHolds && b.kind === 'one of' && b.texts.every((text) => !text.includes(a.text))
    case 'severity':
      return b.kind === 'severity' && a.ranks.every((rank) => b.ranks.includes(rank) === bHolds)
    case 'number':
      return b.kind === 'number' && numbers(a, b, true, bHolds)
    case 'has':
      return false
  }
}

interface Part {
  readonly kind: 'starts with' | 'ends with'
  readonly text: string
}

/** `a` says how the text begins or ends. */
function inPart(a: Part, b: Fact, bHolds: boolean): boolean {
  const fits = (text: string, part: string) => (a.kind === 'starts with' ? text.startsWith(part) : text.endsWith(part))
  if (b.kind === a.kind) return bHolds ? fits(a.text, b.text) : !fits(a.text, b.text) && !fits(b.text, a.text)
  if (b.kind === 'contains') return bHolds && a.text.includes(b.text)
  if (b.kind === 'one of') return !bHolds && b.texts.every((text) => !fits(text, a.text))
  return b.kind === 'other than' && bHolds && !fits(b.text, a.text)
}

/** Both about the same path; `a` does not hold. */
function denied(a: Fact, b: Fact, bHolds: boolean): boolean {
  // What is not there satisfies nothing.
  if (a.kind === 'has') return !bHolds
  if (bHolds) return false
  if (a.kind === 'one of') return b.kind === 'one of' && b.texts.every((text) => a.texts.includes(text))
  if (a.kind === 'severity') return b.kind === 'severity' && b.ranks.every((rank) => a.ranks.includes(rank))
  if (a.kind === 'number') return b.kind === 'number' && numbers(a, b, false, false)
  if (a.kind === 'starts with' || a.kind === 'ends with') {
    const part = a.text
    const fits = (text: string) => (a.kind === 'starts with' ? text.startsWith(part) : text.endsWith(part))
    return (b.kind === a.kind && fits(b.text)) || (b.kind === 'one of' && b.texts.every(fits))
  }
  return false
}

/** True only when no alert at any moment satisfies `a` and not `b`. */
export function implies(a: Literal, b: Literal): boolean {
  if (a.key === b.key) return a.positive === b.positive
  if (a.path === null || a.path !== b.path) return false
  // A clause that holds has found its value.
  if (b.fact?.kind === 'has') return a.positive ? b.positive : a.fact?.kind === 'has' && !b.positive
  if (a.fact?.kind === 'has' && !a.positive) return !b.positive
  if (!a.fact || !b.fact) return false
  return a.positive ? affirmed(a.fact, b.fact, b.positive) : denied(a.fact, b.fact, b.positive)
}

export const opposite = (literal: Literal): Literal => ({ ...literal, positive: !literal.positive })

/** Never true by itself: an empty list, or a severity outside of all. */
export const isVoid = ({ positive, fact }: Literal): boolean =>
  positive &&
  ((fact?.kind === 'one of' && fact.texts.length === 0) || (fact?.kind === 'severity' && fact.ranks.length === 0))
