/** Which clauses and handlers the step under the cursor takes (D102), read from its words. */
import { type Legal, legalTail, outerHandlers } from '../checks/clauses.ts'
import type { Step } from '../syntax/ast.ts'
import type { Continuation } from '../syntax/earley.ts'
import type { Word } from '../syntax/token.ts'

const twoWords = new Set(['ticket', 'wait'])
const others: Readonly<Record<string, Step['kind']>> = { call: 'call step', for: 'for each' }

/** The kind of the step that begins at a word; null where the words are too few to tell. */
export function stepKindAt(words: readonly Word[], from: number): Step['kind'] | null {
  const verb = words[from]?.text ?? ''
  const second = words[from + 1]?.text
  if (twoWords.has(verb)) return second === undefined ? null : (`${verb} ${second}` as Step['kind'])
  return others[verb] ?? (verb as Step['kind'])
}

/** The step that the continuation belongs to; null where it belongs to a rule or playbook. */
function legalHere({ within }: Continuation, words: readonly Word[]): (Legal & { readonly from: number }) | null {
  const step = within.find((one) => one.rule === 'step')
  if (!step) return null
  const kind = stepKindAt(words, step.from)
  const what = words[step.from + 2]?.text
  if (kind === null) return null
  return { ...legalTail(kind, what === 'ack' || what === 'resolve' ? what : null), from: step.from }
}

/** The words that stand directly in a step, not inside its brackets. */
function ownWords(words: readonly Word[], from: number): readonly string[] {
  const own: string[] = []
  let depth = 0
  for (const word of words.slice(from)) {
    if (word.text === '{' || word.text === '(' || word.text === '[') depth += 1
    else if (word.text === '}' || word.text === ')' || word.text === ']') depth -= 1
    else if (depth === 0) own.push(word.text)
  }
  return own
}

/** False for a clause or handler word that this step would be told off for. */
export function mayFollow(one: Continuation, words: readonly Word[]): boolean {
  const [word] = one.phrase
  if (word === undefined) return true
  if (one.rule === 'clause') {
    const legal = legalHere(one, words)
    if (!legal) return true
    const clause = one.phrase[0] === 'up' ? 'up to' : word
    return (legal.clauses as readonly string[]).includes(clause) && !ownWords(words, legal.from).includes(word)
  }
  if (one.rule === 'handler') return (legalHere(one, words)?.handlers.length ?? 1) > 0
  if (one.rule === 'hevent') {
    const legal = legalHere(one, words)?.handlers ?? outerHandlers
    return (legal as readonly string[]).includes(word)
  }
  return true
}
