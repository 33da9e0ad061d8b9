/** The step that a clause or handler belongs to, read from the words before it, because the text is unfinished. */
import { resultFields } from '../checks/result-fields.ts'
import type { Step } from '../syntax/ast.ts'
import type { Word } from '../syntax/token.ts'
import { stepKindAt } from './step-words.ts'

/** Words with which those steps begin that have a result, or a time that can be over. */
const verbs = new Set(Object.keys(resultFields).map((kind) => kind.split(' ')[0] ?? ''))
const opening = new Set(['{', '(', '['])
const closing = new Set(['}', ')', ']'])

export interface StepBefore {
  readonly kind: Step['kind']
  /** The word behind its verb: of a call the playbook's name. */
  readonly second: string
}

/** @param index of the first word of the clause or handler */
export function stepBefore(words: readonly Word[], index: number): StepBefore | null {
  let depth = 0
  for (let at = index - 1; at >= 0; at -= 1) {
    const { text, type } = words[at] as Word
    if (closing.has(text)) depth += 1
    else if (opening.has(text)) depth -= 1
    if (depth < 0) return null
    if (depth === 0 && verbs.has(text) && type !== 'ident' && words[at - 1]?.text !== 'as') {
      const kind = stepKindAt(words, at)
      return kind && { kind, second: words[at + 1]?.text ?? '' }
    }
  }
  return null
}
