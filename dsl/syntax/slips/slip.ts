import type { HintId } from '../../model/catalogue/index.ts'
import type { Span } from '../../model/span.ts'
import type { Fault } from '../fault.ts'
import type { Stumble } from './stumble.ts'

/** What was meant, as far as one can tell. */
export interface Slip {
  readonly hint: HintId
  /** What the hint is filled with. */
  readonly args?: Readonly<Record<string, string>>
  /** What stands there after the fix; null where the writer has to decide. */
  readonly better: string | null
  readonly fix: Fault['fix'] | null
}
/** Looks for one family of slips. */
export type Finder = (stumble: Stumble) => Slip | null

/** Advice without a fix. */
export const advise = (hint: HintId, args: Readonly<Record<string, string>> = {}): Slip => ({
  hint,
  args,
  better: null,
  fix: null,
})

/** Puts `better` in the place of what stands there. */
export const replace = (at: Span, better: string, safe: boolean, hint: HintId = 'write'): Slip => ({
  hint,
  better,
  fix: { edits: [{ at, text: better }], safe },
})

/** Puts words before the one that could not be taken. */
export const insert = ({ word, before }: Stumble, better: string, safe: boolean, hint: HintId = 'insert'): Slip => {
  // At the end of a line, so that it stays with what it belongs to.
  const at = before?.at.end ?? word.at.start
  const args = { before: before?.text ?? '' }
  return { hint, args, better, fix: { edits: [{ at: { start: at, end: at }, text: ` ${better}` }], safe } }
}

/** Takes the word out, and one of the blanks around it where there are two. */
export const remove = ({ word, before, after }: Stumble, hint: HintId = 'remove'): Slip => {
  const isFree = before === undefined || before.at.end < word.at.start
  const end = isFree && after && after.at.start - word.at.end === 1 ? after.at.start : word.at.end
  const edits = [{ at: { start: word.at.start, end }, text: '' }]
  return { hint, args: { word: word.text }, better: null, fix: { edits, safe: true } }
}
